import CellGrid

extension KeyMap {
  /// The bindings of a lesson's text that the views do not have, in the order of the help.
  public static let lessonOnly: [KeyBinding] = [
    KeyBinding(
      [Key(.right), Key("n"), Key(" "), Key(.right, .shift), Key("s")], .lesson(.next), "→ ←",
      ascii: "n p", KeyHint("step", rank: 1), "on: the next step, access or question"),
    KeyBinding(
      [Key(.left), Key("p"), Key(.left, .shift), Key("S")], .lesson(.back), "←", nil,
      "back by one"),
    KeyBinding(
      [Key(.pageDown)], .lesson(.turnPage(1)), "PgDn PgUp", KeyHint("page", rank: 6),
      "the next page of the lesson"),
    KeyBinding([Key(.pageUp)], .lesson(.turnPage(-1)), "PgUp", nil, "the page before"),
    KeyBinding(
      [Key(.enter)], .lesson(.openAnswer("")), "Enter", KeyHint("answer", rank: 2),
      "answer the question; a digit begins an answer too"),
    KeyBinding(
      [Key("H"), Key("h")], .lesson(.hint), "H", KeyHint("hint", rank: 3), "a hint"),
    KeyBinding(
      [Key("A"), Key("a")], .lesson(.showAnswer), "A", KeyHint("show me", short: "show", rank: 4),
      "the answer"),
    KeyBinding(
      [Key("r")], .lesson(.beginAttempt), "r", KeyHint("try", rank: 3),
      "try what there is to try: type commands"),
    KeyBinding([Key("R")], .lesson(.restartPage), "R", nil, "this page from its start"),
    KeyBinding([Key("j"), Key(.down)], .lesson(.scroll(1)), "j k", nil, "scroll the text down"),
    KeyBinding([Key("k"), Key(.up)], .lesson(.scroll(-1)), "k", nil, "scroll it up"),
    KeyBinding(
      [Key(.tab), Key(.backTab)], .lesson(.switchFocus), "tab",
      KeyHint("machine", short: "mem", rank: 2),
      "to the machine; Esc comes back"),
  ]

  /// The bindings of a lesson's text: its own, and those of the views that mean the same there.
  static func lesson(with bindings: [KeyBinding]) -> [KeyBinding] {
    let own = Set(lessonOnly.flatMap(\.keys))
    return lessonOnly
      + bindings.compactMap { binding in
        switch binding.action {
        case .openPrompt(""), .openHelp, .quit, .interrupt, .nextTheme, .toggleSideBySide,
          .nextLayout, .openPalette, .openMenu, .openCatalog:
          binding.with(binding.keys.filter { !own.contains($0) }, changed: own)
        default: nil
        }
      }
  }

  /// What a digit means in a lesson's text.
  static func answer(beginningWith key: Key) -> Action? {
    if case .character(let scalar) = key.code, key.modifiers.isEmpty,
      ("0"..."9").contains(scalar)
    {
      return .lesson(.openAnswer(String(Character(scalar))))
    }
    return nil
  }
}
