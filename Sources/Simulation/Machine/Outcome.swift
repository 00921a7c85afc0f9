/// What a command did, with the evidence: the data that every explanation is made from.
public enum Outcome: Equatable, Sendable {
  /// Of the boot.
  case boot(BootOutcome)
  /// Of a command on the heap.
  case heap(HeapOutcome)
  /// Of a command on frames.
  case frames(FramesOutcome)
  /// Of a command on page tables.
  case paging(PagingOutcome)
  /// Of a command on memory, TLB or registers.
  case access(AccessOutcome)
}
