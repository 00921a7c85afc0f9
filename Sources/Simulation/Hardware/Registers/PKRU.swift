/// The protection-key rights of user pages, two bits for each of 16 keys (Intel SDM vol. 3, 4.6.2).
///
///      31     30           3     2     1     0
///     | WD15 | AD15 | ... | WD1 | AD1 | WD0 | AD0 |
public struct PKRU: ControlRegister {
  /// A right of one key.
  public struct Bit: RawRepresentable, CaseIterable, Sendable {
    /// The place in the register.
    public let rawValue: Int

    /// The right at the place `rawValue`; `nil` beyond 31.
    public init?(rawValue: Int) {
      guard 0..<32 ~= rawValue else { return nil }
      self.rawValue = rawValue
    }

    private init(place: UInt8) {
      precondition(place < 32, "there are 16 protection keys")
      rawValue = Int(place)
    }

    /// Access disable: no data access to pages of the key.
    public static func ad(_ key: UInt8) -> Bit { Bit(place: 2 &* key) }
    /// Write disable: no writes to pages of the key; CR0.WP decides whether for the kernel too.
    public static func wd(_ key: UInt8) -> Bit { Bit(place: 2 &* key &+ 1) }
    /// From AD0 to WD15.
    public static var allCases: [Bit] { (0..<32).map { Bit(place: $0) } }
  }

  /// All bits; the upper 32 are reserved.
  public var rawValue: UInt64

  /// The register with the given bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }
}
