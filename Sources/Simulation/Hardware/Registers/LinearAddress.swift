public import MemoryCore

/// Any 64-bit number that a program may use as an address (Intel SDM vol. 3, 3.1).
///
/// The CPU refuses those that are not canonical; `VirtualAddress` has no value for them.
public struct LinearAddress: Hashable, Sendable {
  /// The address in bytes.
  public let rawValue: UInt64

  /// The address `rawValue`.
  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The same address as `address`.
  public init(_ address: VirtualAddress) {
    rawValue = address.rawValue
  }

  /// Whether bits 63 to 47, or to 56 with 5-level paging, are all the same.
  public func isCanonical(fiveLevels: Bool) -> Bool {
    let unused: UInt64 = fiveLevels ? 7 : 16
    return Int64(bitPattern: rawValue) == Int64(bitPattern: rawValue &<< unused) &>> Int64(unused)
  }

  /// The nine bits that select an entry in a table of the given level.
  public func index(at level: PageTableLevel) -> PageTableIndex {
    PageTableIndex(truncating: rawValue &>> level.shift)
  }

  /// The address `bytes` further, starting over after 2^64.
  public static func &+ (address: Self, bytes: UInt64) -> Self {
    Self(address.rawValue &+ bytes)
  }
}

extension LinearAddress: Comparable {
  /// Orders addresses as unsigned numbers.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
