import Script

/// The help: the table of keys and the table of verbs, as they stand.
enum HelpPage {
  /// All keys, with the names that a config has for what they do, and all verbs.
  static func all(_ keys: KeyMap = .standard, isASCII: Bool = false) -> TextPage {
    var page = TextPage(title: "Help", lines: [])
    func addHeading(_ text: String) {
      if !page.lines.isEmpty { page.lines.append("") }
      page.headings.insert(page.lines.count)
      page.lines.append(text)
    }
    for group in keys.groups + [
      ("Beside a lesson", KeyMap.lessonOnly), ("In a list", KeyMap.choosing),
    ] {
      addHeading(group.title)
      for binding in group.bindings {
        let keys = binding.keyNames(isASCII: isASCII)
        let name = binding.action.name?.padded(to: 14) ?? ""
        let column = (keys.isEmpty ? "no key" : keys).padded(to: name.isEmpty ? 26 : 12)
        page.lines.append("  " + column + name + binding.help)
      }
    }
    addHeading("Words of the prompt that are no commands")
    for row in PromptWord.table {
      page.lines.append("  " + (row.words.joined(separator: ", ") + " " + row.operand))
      page.lines += TextRows.rows(of: "      " + row.summary, columns: 78)
    }
    addHeading("Commands: : takes one, help VERB says more")
    page.lines += HelpText.overview(width: 76).map { $0.isEmpty ? "" : "  " + $0 }
    return page
  }

  /// What there is to say about a verb; without one, about all.
  static func page(
    of verb: String?, _ keys: KeyMap = .standard, isASCII: Bool = false
  ) -> TextPage {
    guard let verb else { return all(keys, isASCII: isASCII) }
    let found = HelpText.lines(for: verb, width: 78)
    return found.isEmpty ? all(keys, isASCII: isASCII) : TextPage(title: "Help", lines: found)
  }
}
