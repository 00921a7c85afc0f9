/// What a terminal shows for one Unicode scalar, and how many columns that takes.
///
/// Text comes from files, so nothing is believed: whatever a terminal might act on, hide or turn
/// around (control characters, escape, bidirectional overrides, invisible, unassigned and private
/// characters) becomes a `?`. Spaces of all kinds become a plain space. A combining mark takes no
/// column and is dropped by whoever draws.
public struct Glyph: Hashable, Sendable {
  /// The character that is shown.
  public let scalar: Unicode.Scalar
  /// 0 for a combining mark, 2 for an East Asian wide character or an emoji, else 1.
  public let columns: Int

  /// The glyph for a scalar.
  ///
  /// - Complexity: a comparison for ASCII; a few for lines, blocks and arrows; else a look-up in
  ///   the Unicode data of the standard library.
  public init(_ scalar: Unicode.Scalar) {
    if Self.isPlain(scalar.value) {
      self.init(scalar: scalar, columns: 1)
    } else {
      self = Self.classified(scalar)
    }
  }

  /// What stands for a character that must not reach a terminal.
  public static let replacement = Glyph(scalar: "?", columns: 1)

  /// The columns that a text takes.
  public static func columns(of text: String) -> Int {
    var sum = 0
    for scalar in text.unicodeScalars {
      sum += isPlain(scalar.value) ? 1 : Glyph(scalar).columns
    }
    return sum
  }

  private init(scalar: Unicode.Scalar, columns: Int) {
    self.scalar = scalar
    self.columns = columns
  }

  /// Known to be harmless and one column wide: the scalars that most screens are made of.
  @inline(__always)
  static func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7e: true
    case 0xa1...0xac, 0xae...0x2af: true  // Latin; 0xad is the soft hyphen
    case 0x2010...0x2027, 0x2030...0x205e: true  // dashes, quotes, ellipsis
    case 0x2190...0x2319: true  // arrows, mathematical operators
    case 0x2500...0x25fc: true  // lines, blocks, geometric shapes
    default: false
    }
  }

  private static func classified(_ scalar: Unicode.Scalar) -> Glyph {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark:
      return Glyph(scalar: scalar, columns: 0)
    case .spaceSeparator:
      return Glyph(scalar: " ", columns: scalar.value == 0x3000 ? 2 : 1)
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return replacement
    default:
      if properties.isDefaultIgnorableCodePoint || isConjoining(scalar.value) {
        return replacement
      }
      let wide = isWide(scalar.value) || properties.isEmojiPresentation
      return Glyph(scalar: scalar, columns: wide ? 2 : 1)
    }
  }

  /// Hangul vowels and finals that melt into the character before them.
  private static func isConjoining(_ value: UInt32) -> Bool {
    0x1160...0x11ff ~= value || 0xd7b0...0xd7ff ~= value
  }

  /// The blocks whose East Asian Width is Wide or Fullwidth (Unicode Standard Annex 11).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf,
      0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f,
      0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1f200...0x1f265,
      0x20000...0x3fffd:
      true
    default: false
    }
  }
}
