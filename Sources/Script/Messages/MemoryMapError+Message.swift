public import MemoryCore

extension MemoryMapError {
  /// What was wrong, in one sentence without a full stop.
  public var message: String {
    switch self {
    case .tooManyRegions(let limit):
      "the memory map has more than \(limit) regions, which is all that the bootloader has room for"
    case .unknownType(let type):
      "the memory map has an entry of type \(type), which firmware does not know: 1 to 5 are"
        + " common"
    case .beyondPhysicalMemory(let entry):
      "the memory map's entry at \(NumberText.address(entry.start)) ends beyond the 52 bits of"
        + " physical addresses"
    case .overlaps(let region, let other):
      "\(region.kind.phrase) (\(region.text)) would overlap \(other.kind.phrase) (\(other.text))"
    case .notUsable(let region):
      "\(region.kind.phrase) (\(region.text)) lies in no usable memory"
    }
  }
}

extension MemoryRegion {
  fileprivate var text: String {
    "\(NumberText.address(start)) to \(NumberText.address(end == start ? end : end - 1))"
  }
}

extension MemoryRegion.Kind {
  /// The kind with its article.
  fileprivate var phrase: String {
    switch self {
    case .usable: "usable memory"
    case .inUse: "memory in use"
    case .reserved: "reserved memory"
    case .acpiReclaimable: "the ACPI tables"
    case .acpiNvs: "ACPI non-volatile storage"
    case .badMemory: "broken memory"
    case .kernel: "the kernel"
    case .kernelStack: "the kernel's stack"
    case .pageTable: "a page table"
    case .bootloader: "the bootloader"
    case .frameZero: "the frame at address 0"
    case .empty: "an empty region"
    case .bootInfo: "the boot information"
    case .package: "a package"
    }
  }
}
