public import MemoryCore

/// Where the kernel has its parts in virtual memory: each profile its own way.
public struct KernelLayout: Equatable, Sendable {
  /// The kernel's image.
  public let kernelStart: VirtualAddress
  /// The boot information.
  public let bootInfoStart: VirtualAddress
  /// The stack's lowest page; the one below it guards it.
  public let stackStart: VirtualAddress
  /// Physical address 0: all physical memory is mapped from here on.
  public let physicalMemoryOffset: VirtualAddress
  /// The first address that the mapping of physical memory must not reach.
  public let physicalMemoryLimit: VirtualAddress

  /// The layout of a profile.
  ///
  /// That of blog_os is what bootloader 0.9 ends up with:
  ///
  ///      P4   0   0x0000_0020_0000   kernel image
  ///      P4   2   0x0100_0000_0000   boot information, a guard page, the stack
  ///      P4   3   0x0180_0000_0000   all physical memory, up to the heap
  public init(_ profile: MachineDescription.Profile) {
    switch profile {
    case .blogOS:
      kernelStart = VirtualAddress(0x20_0000)
      bootInfoStart = VirtualAddress(0x100_0000_0000)
      stackStart = VirtualAddress(0x100_0000_2000)
      physicalMemoryOffset = VirtualAddress(0x180_0000_0000)
      physicalMemoryLimit = VirtualAddress(0x4444_4444_0000)
    }
  }
}
