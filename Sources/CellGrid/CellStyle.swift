/// How a cell looks: two colours and some attributes.
public struct CellStyle: Hashable, Sendable {
  /// What a terminal can do to a character besides colouring it.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    public let rawValue: UInt8
    /// Attributes from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier or brighter.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted.
    public static let italic = Attributes(rawValue: 4)
    /// With a line under it.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 16)
  }

  /// The colour of the character.
  public var foreground: CellColor
  /// The colour behind the character.
  public var background: CellColor
  /// Weight, slant, underline, reversal.
  public var attributes: Attributes

  /// A style; without arguments the terminal's own.
  public init(
    foreground: CellColor = .default, background: CellColor = .default,
    attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no attribute.
  public static let plain = CellStyle()
}

extension CellStyle {
  /// A style with this foreground and nothing else.
  public static func color(_ foreground: CellColor) -> CellStyle {
    CellStyle(foreground: foreground)
  }

  /// The same style with another foreground.
  public func color(_ foreground: CellColor) -> CellStyle {
    CellStyle(foreground: foreground, background: background, attributes: attributes)
  }

  /// The same style on another background.
  public func on(_ background: CellColor) -> CellStyle {
    CellStyle(foreground: foreground, background: background, attributes: attributes)
  }

  /// The same style, bold too.
  public var bold: CellStyle { adding(.bold) }
  /// The same style, dim too.
  public var dim: CellStyle { adding(.dim) }
  /// The same style, italic too.
  public var italic: CellStyle { adding(.italic) }
  /// The same style, underlined too.
  public var underline: CellStyle { adding(.underline) }
  /// The same style, reversed too.
  public var reverse: CellStyle { adding(.reverse) }

  /// The same style with more attributes.
  public func adding(_ more: Attributes) -> CellStyle {
    CellStyle(
      foreground: foreground, background: background, attributes: attributes.union(more))
  }
}

extension CellStyle: CustomStringConvertible {
  /// For tests: `bold #c8ccd4 on #14171b`, or `plain`.
  public var description: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    var words = names.filter { attributes.contains($0.0) }.map(\.1)
    if foreground != .default { words.append(foreground.description) }
    if background != .default { words.append("on \(background)") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}
