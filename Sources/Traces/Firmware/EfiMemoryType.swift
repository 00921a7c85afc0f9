import MemoryCore

/// A type of the UEFI memory map (UEFI 2.10, section 7.2) and what Linux makes of it.
struct EfiMemoryType {
  /// The number of the type; `nil` if the name is unknown.
  let number: UInt64?

  init(number: UInt64) {
    self.number = number
  }

  /// The type that Linux prints as `name`, with the short names of newer kernels.
  init(named name: UnsafeRawBufferPointer) {
    var cursor = ByteCursor(name)
    if cursor.take("type="), case .value(let number) = cursor.decimal() {
      self.number = number
      return
    }
    number = Self.names.first { name.equals($0.0) }?.1
  }

  /// The type in the E820 map that Linux builds from the UEFI map (do_add_efi_memmap); memory
  /// that cannot be cached is not used.
  func firmwareType(isCacheable: Bool, hasSpecialPurpose: Bool) -> FirmwareType {
    switch number {
    case 1, 2, 3, 4, 7, 15:
      hasSpecialPurpose ? .softReserved : isCacheable ? .usable : .reserved
    case 8: .badMemory
    case 9: .acpiReclaimable
    case 10: .acpiNvs
    case 14: .persistentMemory
    default: .reserved
    }
  }

  private static let names: [(StaticString, UInt64)] = [
    ("Reserved", 0), ("Loader Code", 1), ("Loader Data", 2), ("Boot Code", 3), ("Boot Data", 4),
    ("Runtime Code", 5), ("Runtime Data", 6), ("Conventional Memory", 7), ("Conventional", 7),
    ("Unusable Memory", 8), ("Unusable", 8), ("ACPI Reclaim Memory", 9), ("ACPI Reclaim", 9),
    ("ACPI Memory NVS", 10), ("ACPI Mem NVS", 10), ("Memory Mapped I/O", 11), ("MMIO", 11),
    ("MMIO Port Space", 12), ("MMIO Port", 12), ("PAL Code", 13), ("Persistent Memory", 14),
    ("Persistent", 14), ("Unaccepted", 15),
  ]
}
