public import MemoryCore

extension FirmwareType {
  /// The name that Linux prints, such as `usable` or `ACPI data` (e820_print_type).
  public var name: String {
    switch self {
    case .usable, .reservedByKernel: "usable"
    case .reserved: "reserved"
    case .acpiReclaimable: "ACPI data"
    case .acpiNvs: "ACPI NVS"
    case .badMemory: "unusable"
    case .softReserved: "soft reserved"
    case .persistentMemory, .persistentMemoryLegacy: "persistent (type \(rawValue))"
    default: "type \(rawValue)"
    }
  }

  /// The type that Linux or Xen prints as `name`.
  init?(named name: UnsafeRawBufferPointer) {
    let types: [(StaticString, FirmwareType)] = [
      ("usable", .usable), ("reserved", .reserved), ("ACPI data", .acpiReclaimable),
      ("ACPI NVS", .acpiNvs), ("unusable", .badMemory), ("soft reserved", .softReserved),
      // The names of the newest kernels, which call them as /proc/iomem does.
      ("System RAM", .usable), ("device reserved", .reserved),
    ]
    if let (_, type) = types.first(where: { name.equals($0.0) }) {
      self = type
      return
    }
    var cursor = ByteCursor(name)
    let isPersistent = cursor.take("persistent")
    if isPersistent {
      _ = cursor.take(" RAM")
      guard cursor.take(" (") else { return nil }
    }
    guard cursor.take("type "), case .value(let number) = cursor.decimal(),
      let rawValue = UInt32(exactly: number), !isPersistent || cursor.take(")"), cursor.isAtEnd
    else { return nil }
    self.init(rawValue: rawValue)
  }

  /// The type of a resource with the given name in /proc/iomem; `nil` if it is a device's.
  init?(resource name: UnsafeRawBufferPointer) {
    let types: [(StaticString, FirmwareType)] = [
      ("System RAM", .usable), ("reserved", .reserved), ("Reserved", .reserved),
      ("ACPI Tables", .acpiReclaimable), ("ACPI Non-volatile Storage", .acpiNvs),
      ("Unusable memory", .badMemory), ("Persistent Memory", .persistentMemory),
      ("Persistent Memory (legacy)", .persistentMemoryLegacy), ("Soft Reserved", .softReserved),
    ]
    guard let (_, type) = types.first(where: { name.equals($0.0) }) else { return nil }
    self = type
  }
}
