/// Text made fit for a message on a terminal: nothing in it acts on the terminal or hides.
public enum VisibleText {
  /// `text` with control characters as `\x1b`, and others that cannot be seen as `\u{202e}`.
  static func of(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += of($1) }
  }

  /// At most `limit` characters of `text`; one that goes on ends with `…`.
  public static func of(_ text: String, limit: Int) -> String {
    let start = text.unicodeScalars.prefix(limit)
    let shown = start.reduce(into: "") { $0 += of($1) }
    return start.endIndex == text.unicodeScalars.endIndex ? shown : shown + "…"
  }

  /// A word between quotes, shortened: what messages call what they found.
  static func quoted(_ word: String) -> String { "'\(of(word, limit: 40))'" }

  /// One character.
  static func of(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    switch scalar.properties.generalCategory {
    case .control:
      return "\\x" + (digits.count < 2 ? "0" + digits : digits)
    case .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      return "\\u{\(digits)}"
    default:
      return scalar.properties.isWhitespace && scalar != " " ? "\\u{\(digits)}" : String(scalar)
    }
  }
}
