/// The error code of a page fault (Intel SDM vol. 3, 4.7).
///
///        5    4      3     2     1    0
///     | PK | I/D | RSVD | U/S | W/R | P |
public struct PageFaultCode: OptionSet, Hashable, Sendable {
  /// All bits.
  public let rawValue: UInt32

  /// The code with the given bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// P: a translation exists but forbids the access, or has reserved bits set.
  public static let present = Self(rawValue: 1)
  /// W/R: the access was a write.
  public static let write = Self(rawValue: 2)
  /// U/S: the access was made in user mode.
  public static let user = Self(rawValue: 4)
  /// RSVD: an entry has a reserved bit set.
  public static let reservedBit = Self(rawValue: 8)
  /// I/D: the access was a fetch; only with SMEP or no-execute on.
  public static let instructionFetch = Self(rawValue: 16)
  /// PK: a protection key forbids the access.
  public static let protectionKey = Self(rawValue: 32)
}
