import MemoryCore

/// What a command changed, as far as the figures of the machine depend on it.
enum HeapChange: Equatable, Sendable {
  /// A block was taken from a hole of `taken` bytes, or became part of one of `made` bytes, or both;
  /// 0 stands for neither.
  case blocks(taken: UInt64, made: UInt64)
  /// The same, and the heap grew before.
  case grown(taken: UInt64, made: UInt64)
  /// Nothing but counts.
  case nothing
  /// Nothing of the kernel's: memory was read, a fault raised, a translation made or dropped.
  case accessed
  /// A program or a user has written to one word, or to two.
  case written(PhysicalAddress, PhysicalAddress?)
  /// Anything that the kernel keeps.
  case other
}

extension HeapChange: CommandReport {
  @inline(__always)
  static func allocated(_ allocation: BlockAllocation) -> HeapChange {
    let taken = allocation.block.source.size
    return allocation.growth == nil
      ? .blocks(taken: taken, made: 0) : .grown(taken: taken, made: 0)
  }

  static func outOfMemory(_ shortage: MemoryShortage) -> HeapChange { .nothing }

  @inline(__always)
  static func freed(_ release: BlockRelease) -> HeapChange {
    .blocks(taken: 0, made: release.hole.size)
  }

  static func reallocated(
    _ allocation: BlockAllocation, copied: UInt64, _ release: BlockRelease
  ) -> HeapChange {
    let (taken, made) = (allocation.block.source.size, release.hole.size)
    return allocation.growth == nil
      ? .blocks(taken: taken, made: made) : .grown(taken: taken, made: made)
  }

  init(_ outcome: Outcome) {
    switch outcome {
    case .heap(let outcome): self.init(outcome)
    case .boot, .frames: self = .other
    case .paging(.translated): self = .accessed
    case .paging(.mapped), .paging(.unmapped), .paging(.cleaned), .paging(.protected): self = .other
    case .access(let outcome): self.init(outcome)
    }
  }

  private init(_ outcome: HeapOutcome) {
    switch outcome {
    case .created: self = .other
    case .allocated(let allocation): self = .allocated(allocation)
    case .outOfMemory(let shortage): self = .outOfMemory(shortage)
    case .freed(let release): self = .freed(release)
    case .reallocated(let allocation, let copied, let release):
      self = .reallocated(allocation, copied: copied, release)
    case .nothing: self = .nothing
    }
  }

  private init(_ outcome: AccessOutcome) {
    switch outcome {
    case .accessed(let access, _), .faulted(_, .spurious(let access, _)):
      self =
        access.kind == .write
        ? .written(access.first.physical, access.second?.physical) : .accessed
    case .physical(let address, _, let before):
      self = before == nil ? .accessed : .written(address, nil)
    case .faulted(_, .unhandled), .flushed, .registerSet: self = .accessed
    }
  }
}
