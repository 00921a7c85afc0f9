import CellGrid
import Script

extension Chooser {
  /// What keys do, by topic.
  static func menu(_ keys: KeyMap, isASCII: Bool) -> Chooser {
    var place = 0
    let sections = keys.groups.map { group in
      Section(
        title: group.title,
        entries: group.bindings.map { binding in
          defer { place += 1 }
          return entry(of: binding, place, isASCII)
        })
    }
    return Chooser(title: "Menu", sections: sections)
  }

  /// Everything that keys do and all verbs, to be found by typing.
  static func palette(_ keys: KeyMap, isASCII: Bool) -> Chooser {
    let bound = keys.bindings.enumerated().map { entry(of: $1, $0, isASCII) }
    let verbs = Verb.listed.map { verb in
      Entry(
        key: nil, label: ":\(verb.name)", detail: verb.summary,
        choice: .prompt(verb.arguments.isEmpty ? verb.name : verb.name + " "))
    }
    return Chooser(
      title: "Palette",
      sections: [
        Section(title: "Keys", entries: bound), Section(title: "Commands", entries: verbs),
      ],
      isFiltered: true)
  }

  private static func entry(of binding: KeyBinding, _ place: Int, _ isASCII: Bool) -> Entry {
    let keys = binding.keys.map { $0.name(isASCII: isASCII) }.joined(separator: " ")
    let name = binding.action.name ?? ""
    return Entry(
      key: nil, label: keys.padded(to: 8) + " " + name, detail: binding.help,
      choice: .binding(place))
  }
}
