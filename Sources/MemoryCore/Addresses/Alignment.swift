extension UInt64 {
  /// The largest multiple of `alignment`, a power of two, that is not above this number.
  public func alignedDown(to alignment: UInt64) -> UInt64 {
    precondition(alignment.isPowerOfTwo, "an alignment is a power of two")
    return self & ~(alignment &- 1)
  }

  /// The smallest multiple of `alignment`, a power of two, that is not below this number;
  /// one beyond 64 bits traps.
  public func alignedUp(to alignment: UInt64) -> UInt64 {
    precondition(alignment.isPowerOfTwo, "an alignment is a power of two")
    return (self + (alignment &- 1)) & ~(alignment &- 1)
  }

  /// Whether exactly one bit is set.
  public var isPowerOfTwo: Bool { self != 0 && self & (self &- 1) == 0 }
}
