/// A line of text in several styles.
public struct StyledText: Hashable, Sendable {
  /// A piece in one style.
  public struct Run: Hashable, Sendable {
    /// The characters.
    public var text: String
    /// How they look.
    public var style: CellStyle

    /// A piece of text in a style.
    public init(_ text: String, _ style: CellStyle = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// The pieces, from left to right.
  public var runs: [Run]

  /// A line of these pieces.
  public init(_ runs: [Run] = []) { self.runs = runs }

  /// A line of one piece.
  public init(_ text: String, _ style: CellStyle = .plain) { runs = [Run(text, style)] }

  /// The columns that it takes.
  public var columns: Int { runs.reduce(0) { $0 + Glyph.columns(of: $1.text) } }

  /// The characters without the styles.
  public var text: String { runs.map(\.text).joined() }

  /// Adds a piece at the end.
  public mutating func append(_ text: String, _ style: CellStyle = .plain) {
    runs.append(Run(text, style))
  }

  /// Adds a line at the end.
  public mutating func append(_ other: StyledText) { runs += other.runs }

  /// One line after the other.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.runs + right.runs)
  }

  /// At most this many columns; where something was cut the last one is `…`.
  public func truncated(to limit: Int) -> StyledText {
    guard columns > limit else { return self }
    guard limit > 0 else { return StyledText() }
    var room = limit - 1
    var kept = StyledText()
    for run in runs {
      let part = Self.prefix(of: run.text, columns: room)
      room -= part.columns
      guard part.isWhole else {
        kept.append(part.text + "…", run.style)
        return kept
      }
      kept.runs.append(run)
    }
    return kept
  }

  private static func prefix(
    of text: String, columns limit: Int
  ) -> (text: String, columns: Int, isWhole: Bool) {
    var taken = String.UnicodeScalarView()
    var columns = 0
    for scalar in text.unicodeScalars {
      let width = Glyph(scalar).columns
      if columns + width > limit { return (String(taken), columns, false) }
      taken.append(scalar)
      columns += width
    }
    return (text, columns, true)
  }
}

extension StyledText: ExpressibleByStringLiteral {
  /// A plain line.
  public init(stringLiteral text: String) { self.init(text) }
}

extension StyledText: ExpressibleByArrayLiteral {
  /// A line of these pieces.
  public init(arrayLiteral runs: Run...) { self.init(runs) }
}
