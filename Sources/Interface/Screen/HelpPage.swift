import Script

/// The help: the table of keys and the table of verbs, as they stand.
enum HelpPage {
  /// All keys and all verbs.
  static func all(isASCII: Bool = false) -> TextPage {
    var page = TextPage(title: "Help", lines: [])
    func addHeading(_ text: String) {
      if !page.lines.isEmpty { page.lines.append("") }
      page.headings.insert(page.lines.count)
      page.lines.append(text)
    }
    for group in KeyMap.groups + [
      ("Beside a lesson", KeyMap.lessonOnly), ("In a list", KeyMap.choosing),
    ] {
      addHeading(group.title)
      for binding in group.bindings {
        let keys = binding.keys.map { $0.name(isASCII: isASCII) }.joined(separator: "  ")
        page.lines.append("  " + keys.padded(to: 16) + binding.help)
      }
    }
    addHeading("Commands: : takes one, help VERB says more")
    page.lines += HelpText.overview(width: 76).map { $0.isEmpty ? "" : "  " + $0 }
    return page
  }

  /// What there is to say about a verb; without one, about all.
  static func page(of verb: String?, isASCII: Bool = false) -> TextPage {
    guard let verb else { return all(isASCII: isASCII) }
    let found = HelpText.lines(for: verb, width: 78)
    return found.isEmpty ? all(isASCII: isASCII) : TextPage(title: "Help", lines: found)
  }
}
