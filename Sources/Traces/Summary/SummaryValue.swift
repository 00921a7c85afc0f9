/// A value of a summary.
public enum SummaryValue: Equatable, Sendable {
  /// A count or a number of bytes, which can sum to more than 64 bits.
  case number(UInt128)
  /// Yes or no.
  case flag(Bool)
  /// A text, such as an address.
  case text(String)
  /// Values in their order.
  case list([SummaryValue])
  /// Values with names.
  case dictionary([SummaryField])

  /// A count.
  public static func count(_ number: Int) -> SummaryValue { .number(UInt128(number)) }

  /// An address, written as 0x and hexadecimal digits.
  public static func address(_ address: UInt64) -> SummaryValue {
    .text("0x" + String(address, radix: 16))
  }
}

/// A value of a summary with its name.
public struct SummaryField: Equatable, Sendable {
  /// The name, such as `peak_live_bytes`.
  public let name: String
  /// The value.
  public let value: SummaryValue

  /// The value under the name.
  public init(_ name: String, _ value: SummaryValue) {
    self.name = name
    self.value = value
  }
}
