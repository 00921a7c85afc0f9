/// What a user, a script or a trace can tell the machine to do; every step is one of these.
///
/// Each subsystem has an enumeration of its own, which lies in its folder.
public enum Command: Equatable, Sendable {
  /// Hardware and boot.
  case boot(BootCommand)
  /// Blocks of the heap, and the heap as a whole.
  case heap(HeapCommand)
  /// Physical frames.
  case frames(FramesCommand)
  /// Page tables.
  case paging(PagingCommand)
  /// Memory, as a program or the kernel uses it, TLB and registers.
  case access(AccessCommand)
}
