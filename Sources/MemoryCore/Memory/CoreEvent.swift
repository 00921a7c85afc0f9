/// What an algorithm of the core tells the memory that it works on: what it has just done there.
public enum CoreEvent: Equatable, Sendable {
  /// An allocator of heap blocks.
  case heap(HeapAct)
  /// An allocator of frames.
  case frames(FramesEvent)
  /// The mapper.
  case paging(PagingEvent)
}
