import MemoryCore

/// Reads virtual memory through the kernel's tables without any effect on the machine.
///
/// What is not mapped reads as zero, which is no header of any heap: a list ends there.
struct HeapOnlooker: Memory {
  private let machine: Machine
  private var page: VirtualAddress?
  private var frame: PhysicalAddress?

  init(machine: Machine) { self.machine = machine }

  mutating func load(_ address: VirtualAddress) -> UInt64 {
    let wanted = VirtualAddress(truncating: address.rawValue & ~0xfff)
    if page != wanted {
      page = wanted
      frame = machine.physicalAddress(of: wanted)
    }
    guard let frame, address.isAligned(to: 8) else { return 0 }
    return machine.hardware.physical.peek(frame + address.pageOffset)
  }

  mutating func store(_ word: UInt64, at address: VirtualAddress) {
    preconditionFailure("an onlooker does not write")
  }
}
