public import MemoryCore

/// What happens in the heap.
public enum HeapEvent: Equatable, Sendable {
  /// A block of so many bytes is allocated as part of a command.
  case allocate(size: UInt64)
  /// The heap looked at holes and passed them.
  case walkHoles(passed: Int)
  /// A block was cut out of a hole; what remains in front and behind, in bytes.
  case splitHole(Hole, front: UInt64, back: UInt64)
  /// A hole was taken as a whole.
  case takeHole(Hole)
  /// The headers of what remains were written.
  case writeHeaders(Int)
  /// A pointer that only rises was moved up, by the block and what is passed over before it.
  case movePointer(bytes: UInt64)
  /// A block was counted as freed; the last one takes the pointer back to the start.
  case countRelease(isLast: Bool)
  /// The heap found nothing.
  case isFull(passed: Int)
  /// The heap grew.
  case grow(pages: UInt64)
  /// A hole was added to the heap's end.
  case extend(bytes: UInt64)
  /// Bytes were copied to a new block.
  case copy(bytes: UInt64)
  /// A freed block became a hole, or part of one.
  case insertHole(Hole, mergedBefore: Bool, mergedBehind: Bool)
  /// Memory ran out.
  case outOfMemory(MemoryShortage)
}
