/// The kinds of events that explanations are made of.
public enum Event: Equatable, Sendable {
  /// A command of the user or the trace.
  case command(Command)
  /// The command was refused.
  case refused(Refusal)
  /// A stage of the boot.
  case boot(BootReport)
  /// Of the heap.
  case heap(HeapEvent)
  /// Of the frame allocator.
  case frames(FramesEvent)
  /// Of the page tables.
  case paging(PagingEvent)
  /// Of MMU and TLB.
  case access(AccessEvent)
}
