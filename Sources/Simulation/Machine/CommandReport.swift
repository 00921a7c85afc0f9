/// What is told of a command that was carried out: everything, or as much as someone needs.
///
/// A replay of millions of commands spends more time on handing reports up than on the commands,
/// if the reports are large.
protocol CommandReport {
  /// A block was allocated.
  static func allocated(_ allocation: BlockAllocation) -> Self
  /// No block could be allocated.
  static func outOfMemory(_ shortage: MemoryShortage) -> Self
  /// A block was freed.
  static func freed(_ release: BlockRelease) -> Self
  /// A block was moved.
  static func reallocated(
    _ allocation: BlockAllocation, copied: UInt64, _ release: BlockRelease
  ) -> Self
  /// Nothing was to be done.
  static var nothing: Self { get }

  /// A command that is none on blocks of the heap was carried out.
  init(_ outcome: Outcome)
}

extension Outcome: CommandReport {
  static func allocated(_ allocation: BlockAllocation) -> Outcome { .heap(.allocated(allocation)) }

  static func outOfMemory(_ shortage: MemoryShortage) -> Outcome { .heap(.outOfMemory(shortage)) }

  static func freed(_ release: BlockRelease) -> Outcome { .heap(.freed(release)) }

  static func reallocated(
    _ allocation: BlockAllocation, copied: UInt64, _ release: BlockRelease
  ) -> Outcome {
    .heap(.reallocated(allocation, copied: copied, release))
  }

  static var nothing: Outcome { .heap(.nothing) }

  init(_ outcome: Outcome) { self = outcome }
}
