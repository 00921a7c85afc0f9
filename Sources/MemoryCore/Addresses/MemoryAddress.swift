/// The address of a byte of memory: a physical one or a virtual one.
///
/// What is the same for both. They stay two types, so that none is taken for the other.
public protocol MemoryAddress: Hashable, Comparable, Sendable {
  /// The address in bytes.
  var rawValue: UInt64 { get }

  /// The address `rawValue`; a number that is none is the caller's bug and traps.
  init(_ rawValue: UInt64)
}

extension MemoryAddress {
  /// Whether the address is a multiple of `alignment`, a power of two.
  @inline(__always)
  public func isAligned(to alignment: UInt64) -> Bool {
    rawValue & (alignment &- 1) == 0
  }

  /// The address `bytes` further; leaving the addresses that there are traps.
  @inline(__always)
  public static func + (address: Self, bytes: UInt64) -> Self {
    Self(address.rawValue + bytes)
  }

  /// The distance in bytes from `other` up to `address`; a negative one traps.
  @inline(__always)
  public static func - (address: Self, other: Self) -> UInt64 {
    address.rawValue - other.rawValue
  }

  /// Orders addresses as unsigned numbers.
  @inline(__always)
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
