/// One region of the memory map that the firmware hands to the operating system
/// (BIOS call INT 15h, AX=E820h, or UEFI GetMemoryMap).
///
/// Entries come unsorted, may overlap and need not be aligned to pages.
public struct FirmwareEntry: Equatable, Sendable {
  /// The physical address of the first byte.
  public var start: UInt64
  /// The size in bytes.
  public var length: UInt64
  /// What the region is for.
  public var type: FirmwareType

  /// The region of `length` bytes from `start` on.
  public init(start: UInt64, length: UInt64, type: FirmwareType) {
    self.start = start
    self.length = length
    self.type = type
  }

  /// The address after the last byte; the highest 64-bit number if it lies beyond that.
  public var end: UInt64 {
    let (end, overflow) = start.addingReportingOverflow(length)
    return overflow ? .max : end
  }
}

/// What the firmware says a region is for: the number of the E820 interface
/// (ACPI 6.5, table 15.1; Linux arch/x86/include/asm/e820/types.h).
public struct FirmwareType: RawRepresentable, Hashable, Sendable {
  /// The number of the type.
  public let rawValue: UInt32

  /// The type with the given number; all numbers are possible.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// RAM that the operating system may use.
  public static let usable = FirmwareType(rawValue: 1)
  /// Not to be used.
  public static let reserved = FirmwareType(rawValue: 2)
  /// ACPI tables: RAM that can be used once the tables have been read.
  public static let acpiReclaimable = FirmwareType(rawValue: 3)
  /// ACPI non-volatile storage: to be kept across sleep.
  public static let acpiNvs = FirmwareType(rawValue: 4)
  /// RAM in which errors were found.
  public static let badMemory = FirmwareType(rawValue: 5)
  /// Non-volatile memory.
  public static let persistentMemory = FirmwareType(rawValue: 7)
  /// Non-volatile memory as firmware reported it before ACPI 6 gave it a number.
  public static let persistentMemoryLegacy = FirmwareType(rawValue: 12)
  /// RAM that Linux set aside for itself in maps of kernels before 6.11.
  public static let reservedByKernel = FirmwareType(rawValue: 128)
  /// Memory of a special purpose, such as high bandwidth, that Linux leaves to a driver.
  public static let softReserved = FirmwareType(rawValue: 0xefff_ffff)
}
