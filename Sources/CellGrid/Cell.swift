/// One character cell of the screen: 16 bytes.
///
/// The character of a cell is always one that a ``Glyph`` allows. A wide character lives in two
/// cells: its own and a continuation to the right of it, with the same style.
///
/// ```
///  byte 0        4        8           9..11    12
/// ┌────────────┬────────────┬────────────┬───┬───────────────┐
/// │ foreground │ background │ attributes │   │ scalar        │   scalar 0: continuation
/// └────────────┴────────────┴────────────┴───┴───────────────┘
/// ```
public struct Cell: Hashable, Sendable {
  /// Colours and attributes.
  public var style: CellStyle
  let code: UInt32

  /// A cell with a character; one that cannot be shown in a cell of its own becomes `?`.
  public init(_ scalar: Unicode.Scalar = " ", style: CellStyle = .plain) {
    let glyph = Glyph(scalar)
    self.init(glyph.columns == 0 ? .replacement : glyph, style: style)
  }

  /// A space in the terminal's own colours.
  public static let blank = Cell(code: 0x20, style: .plain)

  /// The character, a space for a continuation.
  public var scalar: Unicode.Scalar {
    code == 0 ? " " : Unicode.Scalar(code) ?? Glyph.replacement.scalar
  }

  /// Whether this is the right half of a wide character.
  public var isContinuation: Bool { code == 0 }

  /// The columns of the character: 2 if a continuation must follow, 0 for the continuation.
  public var columns: Int {
    if Glyph.isPlain(code) { return 1 }
    return code == 0 ? 0 : Glyph(scalar).columns
  }

  @inline(__always)
  init(code: UInt32, style: CellStyle) {
    self.style = style
    self.code = code
  }

  init(_ glyph: Glyph, style: CellStyle) {
    self.init(code: glyph.scalar.value, style: style)
  }

  static func continuation(_ style: CellStyle) -> Cell { Cell(code: 0, style: style) }
}
