/// A physical address of at most 52 bits, the most that x86-64 page-table entries can hold
/// (Intel SDM vol. 3, 4.1.4).
public struct PhysicalAddress: MemoryAddress {
  /// The address in bytes.
  public let rawValue: UInt64

  /// The address `rawValue`; a number beyond 52 bits is the caller's bug and traps.
  public init(_ rawValue: UInt64) {
    precondition(rawValue >> 52 == 0, "a physical address has at most 52 bits")
    self.rawValue = rawValue
  }

  /// The address `rawValue`, or the bits that are too many.
  public init(validating rawValue: UInt64) throws(PhysicalAddressNotValid) {
    guard rawValue >> 52 == 0 else { throw PhysicalAddressNotValid(bits: rawValue >> 52) }
    self.rawValue = rawValue
  }

  /// The address in the low 52 bits of `rawValue`.
  public init(truncating rawValue: UInt64) {
    self.rawValue = rawValue & 0x000f_ffff_ffff_ffff
  }

  init(unchecked rawValue: UInt64) {
    self.rawValue = rawValue
  }
}

/// Why a number is no physical address: it has bits above bit 51.
public struct PhysicalAddressNotValid: Error, Equatable, Sendable {
  /// Bits 63 to 52 of the number, shifted down.
  public let bits: UInt64
}
