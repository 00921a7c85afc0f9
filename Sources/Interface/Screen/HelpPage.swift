import Script

/// The help: the table of keys and the table of verbs, as they stand.
enum HelpPage {
  /// All keys and all verbs.
  static var lines: [String] {
    var lines = ["Keys", ""]
    for binding in KeyMap.bindings {
      let keys = binding.keys.map(\.name).joined(separator: " ")
      lines.append("  " + keys.padded(to: 22) + binding.help)
    }
    return lines + ["", "Commands: : opens the prompt, help VERB says more", ""]
      + HelpText.overview(width: 76).map { "  " + $0 }
  }

  /// What there is to say about a verb; without one, about all.
  static func lines(verb: String?) -> [String] {
    guard let verb else { return lines }
    let found = HelpText.lines(for: verb)
    return found.isEmpty ? lines : found
  }
}
