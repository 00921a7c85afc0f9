/// Who uses a frame.
public enum FrameOwner: UInt8, CaseIterable, Sendable {
  /// Nobody: it can be allocated.
  case free
  /// The firmware or the hardware.
  case reserved
  /// Code and data of the kernel and what the bootloader left.
  case kernel
  /// The kernel's stack.
  case stack
  /// A page table.
  case table
  /// The heap.
  case heap
  /// Pages that a user or script has mapped.
  case mapped
  /// Allocated, but mapped nowhere.
  case held
}
