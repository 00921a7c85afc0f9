public import MemoryCore

/// What a command on the heap did.
public enum HeapOutcome: Equatable, Sendable {
  /// The heap was replaced.
  case created(HeapReport)
  /// A block was allocated.
  case allocated(BlockAllocation)
  /// No block could be allocated; nothing changed.
  case outOfMemory(MemoryShortage)
  /// A block was freed.
  case freed(BlockRelease)
  /// A block was moved: a new one, a copy of `copied` bytes, the old one freed.
  case reallocated(BlockAllocation, copied: UInt64, BlockRelease)
  /// Nothing was to be done: a trace frees a block whose allocation had failed.
  case nothing
}

/// What creating a heap took.
public struct HeapReport: Equatable, Sendable {
  /// The heap.
  public var heap: HeapDescription
  /// How many pages were mapped for it.
  public var pages: UInt64
  /// How many page tables were created.
  public var tables: Int
}

/// How a block was allocated.
public struct BlockAllocation: Equatable, Sendable {
  /// Where the block is and how the heap found it.
  public var block: HeapAllocation
  // A growth by no pages if the heap did not grow: an optional would take eight bytes more.
  private var grown: HeapGrowth
  /// The heap's way of finding blocks.
  public var policy: HeapPolicy

  init(block: HeapAllocation, growth: HeapGrowth?, policy: HeapPolicy) {
    (self.block, self.policy) = (block, policy)
    grown = growth ?? HeapGrowth(start: block.address, pages: 0, tables: 0, passed: 0)
  }

  /// How the heap grew before.
  public var growth: HeapGrowth? { grown.pages > 0 ? grown : nil }
}

/// Pages that a full heap mapped at its end.
public struct HeapGrowth: Equatable, Sendable {
  /// The first page.
  public var start: VirtualAddress
  /// How many pages of 4 KiB.
  public var pages: UInt64 { UInt64(pageCount) }
  /// How many page tables were created.
  public var tables: Int { Int(tableCount) }
  /// How many holes were looked at in vain before.
  public var passed: Int { Int(passedCount) }

  // Outcomes are handed from function to function for each command of a replay. See
  // `OutcomeSizeTests` for why their size matters.
  private var pageCount: UInt32
  private var tableCount: UInt32
  private var passedCount: UInt32

  init(start: VirtualAddress, pages: UInt64, tables: Int, passed: Int) {
    (self.start, pageCount) = (start, UInt32(clamping: pages))
    (tableCount, passedCount) = (UInt32(clamping: tables), UInt32(clamping: passed))
  }
}

/// Why a block could not be allocated.
public struct MemoryShortage: Equatable, Sendable {
  /// The heap's way of finding blocks.
  public var policy: HeapPolicy
  /// The bytes asked for.
  public var size: UInt64
  /// How many holes were looked at.
  public var passed: Int
  /// Why the heap did not grow.
  public var reason: Reason

  /// Why a heap does not grow.
  public enum Reason: Equatable, Sendable {
    /// It was created with `grow=off`.
    case growthIsOff
    /// There are too few free frames.
    case tooFewFrames(needed: UInt64, free: UInt64)
    /// The pages above its end are in use, or there are none.
    case noAddresses
  }
}

/// How a block was freed.
public struct BlockRelease: Equatable, Sendable {
  /// Where the block was.
  public var address: VirtualAddress
  /// The size that had been asked for.
  public var size: UInt64
  /// The free memory that it became part of.
  public var hole: Hole
  /// Whether it was joined to the hole before it.
  public var mergedBefore: Bool
  /// Whether it was joined to the hole behind it.
  public var mergedBehind: Bool
  /// The heap's way of keeping free memory.
  public var policy: HeapPolicy
  private var passedCount: UInt32

  init(
    address: VirtualAddress, size: UInt64, hole: Hole, passed: Int, mergedBefore: Bool,
    mergedBehind: Bool, policy: HeapPolicy
  ) {
    (self.address, self.size, self.hole, self.policy) = (address, size, hole, policy)
    passedCount = UInt32(clamping: passed)
    (self.mergedBefore, self.mergedBehind) = (mergedBefore, mergedBehind)
  }

  /// How many holes lie before that one.
  public var passed: Int { Int(passedCount) }
}

extension HeapOutcome {
  @inline(__always)
  func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .created, .outOfMemory, .nothing: break
    case .allocated(let made):
      visit(.virtual(made.block.address, bytes: made.block.size))
      visit(.hole(made.block.source))
    case .freed(let release):
      visit(.virtual(release.address, bytes: release.size))
      visit(.hole(release.hole))
    case .reallocated(let made, _, let release):
      visit(.virtual(made.block.address, bytes: made.block.size))
      visit(.hole(made.block.source))
      visit(.virtual(release.address, bytes: release.size))
      visit(.hole(release.hole))
    }
  }
}
