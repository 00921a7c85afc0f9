public import MemoryCore

/// What happens in the heap.
public enum HeapEvent: Equatable, Sendable {
  /// A block of so many bytes is allocated as part of a command.
  case allocate(size: UInt64)
  /// A step of the allocator.
  case act(HeapAct)
  /// The heap found nothing.
  case isFull(passed: Int)
  /// The heap grew.
  case grow(pages: UInt64)
  /// A hole was added to the heap's end.
  case extend(bytes: UInt64)
  /// Bytes were copied to a new block.
  case copy(bytes: UInt64)
  /// Memory ran out.
  case outOfMemory(MemoryShortage)
}
