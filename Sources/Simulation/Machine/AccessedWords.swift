public import MemoryCore

/// Words of one kind that were read or written one after the other.
public struct AccessedWords: Equatable, Sendable {
  /// What they are.
  public var kind: Kind
  /// How many were read.
  public var loads: Int
  /// How many were written.
  public var stores: Int
  /// Which of the step's accesses they are; of several runs taken together, the first to the last.
  public var accesses: Range<Int>

  /// What a word is.
  public enum Kind: Hashable, Sendable {
    /// An entry that the MMU reads on its way, or marks as accessed or dirty.
    case walked(PageTableLevel)
    /// Part of a structure that the kernel keeps.
    case part(MemoryStructure)
    /// What a program reads, writes or fetches.
    case program
    /// What a command reads or writes past the MMU.
    case physical
  }

  /// Both together; `nil` if they are not of one kind.
  func adding(_ other: AccessedWords) -> AccessedWords? {
    guard kind == other.kind else { return nil }
    return AccessedWords(
      kind: kind, loads: loads + other.loads, stores: stores + other.stores,
      accesses: min(
        accesses.lowerBound, other.accesses.lowerBound)..<max(
          accesses.upperBound, other.accesses.upperBound))
  }
}

extension RecordedAccess {
  /// What the word is.
  public var words: AccessedWords.Kind {
    switch purpose {
    case .walk(_, let level), .accessedDirty(_, let level): .walked(level)
    case .data: structure.map { .part($0.kind) } ?? .program
    case .kernel: structure.map { .part($0.kind) } ?? .physical
    }
  }
}
