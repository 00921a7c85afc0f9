import Foundation

/// Text for a manual page: `man` macros, in ASCII, so that it reads the same on every terminal.
enum Roff {
  /// A running text.
  static func text(_ text: String) -> String { escaped(text, hyphen: "-") }

  /// What is typed as it stands, in bold.
  static func code(_ text: String) -> String { "\\fB\(escaped(text, hyphen: "\\-"))\\fP" }

  /// A section.
  static func section(_ title: String) -> String { ".SH \(quoted(title.uppercased()))" }

  /// A part of a section.
  static func part(_ title: String) -> String { ".SS \(quoted(title))" }

  /// A term, and what there is to say of it.
  static func item(_ term: String, _ explanations: [String]) -> [String] {
    [".TP", code(term)]
      + explanations.map { [text($0)] }.joined(separator: [".br"])
  }

  /// Paragraphs that are parted by empty lines.
  static func paragraphs(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").flatMap {
      [".PP", Self.text($0.split(whereSeparator: \.isNewline).joined(separator: " "))]
    }
  }

  /// An argument of a macro.
  static func quoted(_ text: String) -> String { "\"\(escaped(text, hyphen: "\\-"))\"" }

  /// Without the characters that mean something to roff, and those that not every terminal has.
  private static func escaped(_ text: String, hyphen: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += hyphen
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "→": result += "Right"
      case "←": result += "Left"
      case "…": result += "..."
      case "–", "—": result += hyphen
      case "·": result += ";"
      case "×": result += "x"
      case " "..."~", "\n": result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hex(scalar))]"
      }
    }
    // A line that begins with a point would be a macro.
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
