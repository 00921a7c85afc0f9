/// One step of a heap trace.
///
/// A program that replays the events needs an array of `HeapTrace.slotCount` places for blocks
/// and no look-up: `slot` says which place.
public struct HeapEvent: Equatable, Sendable {
  /// What happens to the heap.
  public enum Kind: UInt8, Sendable {
    /// A new block of `size` bytes in `slot`.
    case allocate
    /// The block in `slot` gets `size` bytes and may move.
    case reallocate
    /// The block in `slot` is given back.
    case free
    /// free(NULL): nothing happens.
    case freeNull
  }

  /// How the step stands in the file.
  public enum Origin: UInt8, Sendable {
    /// As the kind says.
    case written
    /// An allocation written as realloc of an id that is not live, as realloc(NULL, size) is.
    case reallocOfNothing
    /// A free written as realloc to size 0.
    case reallocToZero
    /// A free that is missing in the file: the id is allocated again while it is live.
    case implied
  }

  /// The requested bytes; 0 for a free.
  public let size: UInt64
  /// The number of the block in the file; 0 for free(NULL).
  public let id: UInt64
  /// The place of the block, below `HeapTrace.slotCount`; `noSlot` for free(NULL).
  public let slot: UInt32
  /// The line in the file, from 1 on.
  public let line: UInt32
  /// What happens.
  public let kind: Kind
  /// How it stands in the file.
  public let origin: Origin

  /// The slot of an event that has none.
  public static let noSlot = UInt32.max
}
