/// A colour of a cell: the terminal's own, or 24 bits of red, green and blue.
///
/// ```
///  31   25 24 23    16 15     8 7      0
/// ┌───────┬──┬────────┬────────┬────────┐
/// │   0   │ R│  red   │ green  │  blue  │   R = 1: a colour; all zero: the terminal's default
/// └───────┴──┴────────┴────────┴────────┘
/// ```
public struct CellColor: Hashable, Sendable {
  private let bits: UInt32

  private init(bits: UInt32) { self.bits = bits }

  /// The terminal's own foreground or background.
  public static let `default` = CellColor(bits: 0)

  /// The colour `0xrrggbb`; higher bits are ignored.
  public static func rgb(_ value: UInt32) -> CellColor {
    CellColor(bits: 1 << 24 | value & 0xff_ffff)
  }

  /// The value `0xrrggbb`, or nothing for the terminal's default.
  public var rgb: UInt32? { bits == 0 ? nil : bits & 0xff_ffff }
}

extension CellColor: CustomStringConvertible {
  /// `#rrggbb` or `default`.
  public var description: String {
    guard let rgb else { return "default" }
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
