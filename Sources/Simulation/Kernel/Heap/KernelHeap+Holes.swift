public import MemoryCore

extension KernelHeap {
  /// The stretches of free memory, read from the heap's own memory; those of a damaged heap as far
  /// as they lead. O(holes), or by some policies O(blocks).
  public func holes<M: Memory>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress {
    switch self {
    case .linkedList(let heap): try heap.holes(limit: heap.holeCount, in: &memory)
    case .fixedBlock(let heap):
      try heap.fallback.holes(limit: heap.fallback.holeCount, in: &memory)
    case .bump(let heap):
      heap.used < heap.size ? [Hole(address: heap.next, size: heap.size - heap.used)] : []
    case .fit(let heap): try heap.holes(in: &memory)
    case .fastFit(let heap): try heap.holes(in: &memory)
    case .buddy(let heap): try heap.holes(in: &memory)
    case .tlsf(let heap): try heap.holes(in: &memory)
    case .slab(let heap): try heap.holes(in: &memory)
    }
  }
}

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
