/// What `help` says of terms.
extension HelpText {
  /// The names of all terms by subject, as lines of at most `width` characters.
  public static func glossary(width: Int = 80) -> [String] {
    let lists = Glossary.subjects.flatMap { subject in
      [subject.title]
        + wrapped("    " + subject.terms.map(\.name).joined(separator: ", "), indent: 4, width)
    }
    return lists + [""] + wrapped("help TERM explains one of them.", indent: 0, width)
  }

  /// A term in full: its names, what it means, where to read on and the lines that show it.
  public static func lines(for term: Term, width: Int = 80) -> [String] {
    let others = term.others.count <= 6 ? term.others : Array(term.others.prefix(2)) + ["…"]
    let names = term.name + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
    let references = term.references.map(\.text).joined(separator: "; ")
    let label = "    See it now: "
    let shown = term.lines.enumerated().map { place, line in
      (place == 0 ? label : String(repeating: " ", count: label.count)) + line
    }
    return wrapped(names, indent: 4, width) + wrapped("    " + term.meaning, indent: 4, width)
      + wrapped("    Read on: " + references, indent: 4, width) + shown
  }
}
