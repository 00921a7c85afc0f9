public import MemoryCore

/// What the heap refuses.
public enum HeapRefusal: Equatable, Sendable {
  /// The block was freed before.
  case doubleFree(Name.Label, at: UInt64?)
  /// The address is not the start of a live block; it may lie within one.
  case foreignFree(UInt64, within: Binding?)
  /// The heap's list of free memory contradicts the free.
  case refused(HeapRelease.InvalidFree)
  /// The heap's list of free memory leads nowhere: something has written over it.
  case damaged
  /// Nothing in the heap fits, and it does not grow. No refusal of the machine's: it is one to a
  /// script that does not expect it.
  case full(MemoryShortage)
  /// Blocks of the heap are live.
  case inUse(blocks: Int)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case doubleFree = "double-free"
    case foreignFree = "foreign-free"
    case damaged = "heap-damaged"
    case inUse = "heap-in-use"
    /// Of an allocation that found no memory, which is no refusal.
    case outOfMemory = "out-of-memory"
  }

  var word: Word {
    switch self {
    case .doubleFree: .doubleFree
    case .foreignFree: .foreignFree
    case .refused, .damaged: .damaged
    case .inUse: .inUse
    case .full: .outOfMemory
    }
  }
}
