public import MemoryCore

extension MemoryRegion.Kind {
  /// What the kind is called in views and reports.
  public var name: String {
    switch self {
    case .usable: "usable"
    case .inUse: "in use"
    case .reserved: "reserved"
    case .acpiReclaimable: "ACPI, reclaimable"
    case .acpiNvs: "ACPI, non-volatile"
    case .badMemory: "bad memory"
    case .kernel: "kernel"
    case .kernelStack: "kernel stack"
    case .pageTable: "page tables"
    case .bootloader: "bootloader"
    case .frameZero: "frame zero"
    case .empty: "empty"
    case .bootInfo: "boot info"
    case .package: "package"
    }
  }
}
