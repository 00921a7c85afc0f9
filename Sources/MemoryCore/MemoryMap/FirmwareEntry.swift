/// One line of a firmware's e820 list: a stretch of physical memory in bytes, not necessarily
/// aligned to anything (ACPI specification, chapter 15).
public struct FirmwareEntry: Equatable, Sendable {
  /// The address of the first byte.
  public var start: UInt64
  /// The size in bytes.
  public var length: UInt64
  /// What the firmware says that the memory is.
  public var type: FirmwareType

  /// `length` bytes from `start`.
  public init(start: UInt64, length: UInt64, type: FirmwareType) {
    self.start = start
    self.length = length
    self.type = type
  }

  /// The address behind the last byte, at most 2^64 - 1.
  public var end: UInt64 {
    let (sum, overflow) = start.addingReportingOverflow(length)
    return overflow ? .max : sum
  }
}

/// The type number of an e820 entry; Linux knows some beyond those of the ACPI specification.
public struct FirmwareType: RawRepresentable, Hashable, Sendable {
  /// The number in the list.
  public var rawValue: UInt32

  /// The type with the given number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// RAM for the operating system.
  public static let usable = FirmwareType(rawValue: 1)
  /// Not RAM, or kept by the firmware.
  public static let reserved = FirmwareType(rawValue: 2)
  /// ACPI tables, free once they have been read.
  public static let acpiReclaimable = FirmwareType(rawValue: 3)
  /// ACPI non-volatile storage.
  public static let acpiNvs = FirmwareType(rawValue: 4)
  /// Broken memory, "unusable" in Linux.
  public static let badMemory = FirmwareType(rawValue: 5)
  /// Persistent memory.
  public static let persistentMemory = FirmwareType(rawValue: 7)
  /// Persistent memory by the number used before ACPI 6.
  public static let persistentMemoryLegacy = FirmwareType(rawValue: 12)
  /// RAM set aside for a special purpose.
  public static let softReserved = FirmwareType(rawValue: 0xefff_ffff)
}
