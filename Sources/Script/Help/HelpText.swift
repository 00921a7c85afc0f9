public import Simulation

/// What `help` prints, and the table of the documentation; all of it comes from the table of verbs.
public enum HelpText {
  /// Every verb with its arguments and what it does, as lines of at most `width` characters unless
  /// a word is longer.
  public static func overview(width: Int = 80) -> [String] {
    Verb.listed.flatMap {
      wrapped($0.usage, indent: 8, width) + wrapped("    " + $0.summary, indent: 4, width)
    }
      + [""]
      + wrapped(
        "help VERB explains one of them, with an example; help TERM what a word of the field means, "
          + "and help \(Glossary.title) lists those.", indent: 0, width)
  }

  /// The verbs with a name, or a first word, and the term, in full, as lines; empty if there is
  /// nothing of the name.
  public static func lines(for name: String, width: Int = 80) -> [String] {
    if name == Glossary.title { return glossary(width: width) }
    let terms = [Glossary.term(name)].compactMap { $0 }
    return Array(
      (Verb.matching(name).map { lines(for: $0, width: width) }
        + terms.map { lines(for: $0, width: width) }
        + [Figure(rawValue: name)].compactMap { $0.map { lines(for: $0, width: width) } })
        .joined(separator: [""]))
  }

  /// A figure: what it counts, how it is looked for, and the term that says more.
  public static func lines(for figure: Figure, width: Int = 80) -> [String] {
    let more = "See help \(figure.term); find, expect, max and min take the figure."
    return [figure.rawValue] + wrapped("    " + figure.meaning, indent: 4, width)
      + wrapped("    " + more, indent: 4, width)
  }

  /// A verb in full: its usage, what it does, its arguments and an example.
  public static func lines(for verb: Verb, width: Int = 80) -> [String] {
    let column = verb.arguments.map(\.key.count).max() ?? 0
    let arguments = verb.arguments.flatMap { argument in
      let padding = String(repeating: " ", count: column - argument.key.count)
      let line = "    \(argument.key)\(padding)  \(argument.explanation)"
      return wrapped(line, indent: column + 6, width)
    }
    return wrapped(verb.usage, indent: 8, width) + wrapped("    " + verb.summary, indent: 4, width)
      + arguments + ["    Example: " + verb.example]
  }

  /// A line broken at spaces; what follows the first part is indented.
  static func wrapped(_ line: String, indent: Int, _ width: Int) -> [String] {
    var lines: [String] = []
    var rest = line[...]
    while rest.count > width {
      let start = rest.firstIndex { $0 != " " } ?? rest.endIndex
      let words = rest[start...]
      guard
        let space = words.prefix(max(0, width - (rest.count - words.count))).lastIndex(of: " ")
          ?? words.firstIndex(of: " ")
      else { break }
      lines.append(String(rest[..<space]))
      rest = String(repeating: " ", count: indent) + rest[space...].dropFirst()
    }
    return lines + [String(rest)]
  }

  /// The table of verbs in Markdown.
  public static var markdown: String {
    let rows = Verb.listed.map { verb in
      let arguments = verb.arguments.map { "`\($0.usage)`" }.joined(separator: " ")
      return ["`\(verb.name)`", arguments, verb.summary, "`\(verb.example)`"]
    }
    let header = ["verb", "arguments (defaults)", "does", "example"]
    return ([header, header.map { _ in "---" }] + rows).map { row in
      "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }.joined()
  }
}

extension Argument {
  /// What the argument says, the words that are allowed and the default.
  public var explanation: String {
    let words =
      switch kind {
      case .word(let words) where form != .word: ": " + WordList.or(words)
      case .comparison: ". Figures: " + Figure.allCases.map(\.rawValue).joined(separator: ", ")
      case .condition:
        ": FIGURE RELATION NUMBER, alloc.size RELATION BYTES, name NAME, address ADDRESS, "
          + "text \"WORDS\" of the command or a note, "
          + Happening.allCases.map(\.rawValue).joined(separator: ", ")
          + "; joined by and, or, not, ( ). Figures: "
          + Figure.allCases.map(\.rawValue).joined(separator: ", ")
      case .field: ". Fields: " + RegisterField.all.map(\.name).joined(separator: ", ")
      default: ""
      }
    return summary + words
      + (standardText.map { " (\($0))" } ?? "")
  }
}
