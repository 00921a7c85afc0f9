import MemoryCore
import Simulation

/// What the kernel uses parts of the address space for.
struct AddressAreas {
  private let areas: [(name: String, first: UInt64, last: UInt64)]

  /// The areas of a machine at its moment.
  init(of machine: Machine) {
    let kernel = machine.kernel
    var areas: [(String, UInt64, UInt64)] = []
    func add(_ name: String, _ start: VirtualAddress, _ bytes: UInt64) {
      guard bytes > 0 else { return }
      areas.append((name, start.rawValue, start.rawValue &+ bytes &- 1))
    }
    let layout = kernel.layout
    if let placement = kernel.placement {
      add("kernel", layout.kernelStart, UInt64(placement.kernel.count) << 12)
      add("boot info", layout.bootInfoStart, UInt64(placement.bootInfo.count) << 12)
      add("stack", layout.stackStart, UInt64(placement.stack.count) << 12)
    }
    add("all RAM at offset", layout.physicalMemoryOffset, kernel.map.usableEndFrame << 12)
    add("heap", VirtualAddress(truncating: kernel.heapDescription.start), kernel.heapPages << 12)
    self.areas = areas
  }

  /// The areas that have a part between two addresses, in their order.
  func names(from first: UInt64, through last: UInt64) -> String {
    areas.filter { $0.first <= last && first <= $0.last }.map(\.name).joined(separator: ", ")
  }
}
