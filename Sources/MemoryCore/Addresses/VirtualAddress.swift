/// A canonical 64-bit virtual address under 4-level paging.
///
/// Bits 63 to 48 repeat bit 47 (Intel SDM vol. 1, 3.3.7.1), so the type has no value for an
/// address that the CPU would refuse.
///
///      63        48 47   39 38   30 29   21 20   12 11        0
///     | sign of 47 |  P4   |  P3   |  P2   |  P1   |  offset   |
public struct VirtualAddress: MemoryAddress {
  /// The address in bytes.
  public let rawValue: UInt64

  /// The canonical address `rawValue`; a non-canonical one is the caller's bug and traps.
  public init(_ rawValue: UInt64) {
    self.init(truncating: rawValue)
    precondition(self.rawValue == rawValue, "not a canonical virtual address")
  }

  /// The canonical address `rawValue`, or the bits that keep it from being one.
  ///
  /// As the crate x86_64 0.14 does, an address whose only bit above 46 is bit 47 is sign-extended.
  public init(validating rawValue: UInt64) throws(VirtualAddressNotValid) {
    switch rawValue >> 47 {
    case 0, 1, 0x1ffff: self.init(truncating: rawValue)
    case let bits: throw VirtualAddressNotValid(bits: bits)
    }
  }

  /// The canonical address with the low 48 bits of `rawValue`: bit 47 is copied upwards.
  public init(truncating rawValue: UInt64) {
    self.rawValue = UInt64(bitPattern: Int64(bitPattern: rawValue << 16) >> 16)
  }

  init(unchecked rawValue: UInt64) {
    self.rawValue = rawValue
  }
}

extension VirtualAddress {
  /// The nine bits that select an entry in a table of the given level.
  @inline(__always)
  public func index(at level: PageTableLevel) -> PageTableIndex {
    PageTableIndex(truncating: rawValue >> level.shift)
  }

  /// The byte within the 4 KiB page, 0 to 4095.
  public var pageOffset: UInt64 { rawValue & 0xfff }
}

/// Why a number is no virtual address: bits 63 to 47 are neither all zero nor all one.
public struct VirtualAddressNotValid: Error, Equatable, Sendable {
  /// Bits 63 to 47 of the number, shifted down.
  public let bits: UInt64
}
