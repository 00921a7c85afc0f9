import CellGrid

extension Chooser {
  /// What can be opened; `isWelcome` for somebody who has just come.
  static func welcome(_ catalog: Catalog, isWelcome: Bool, keyNames: KeyNames) -> Chooser {
    // Letters that make steps or move here are no entries' own.
    var keys = "123456789abcdefhirtuvwxyzABCDEFH".unicodeScalars.makeIterator()
    func section(_ title: String, _ items: [Catalog.Item]) -> Section {
      Section(
        title: title,
        entries: items.map {
          Entry(key: keys.next(), label: $0.label, detail: $0.detail, choice: .open($0.target))
        })
    }
    let lessons = section("Lessons", catalog.lessons)
    let recordings = section("Recordings", catalog.recordings)
    let sessions = section("Earlier sessions", catalog.sessions)
    let own = Section(
      title: "What you have",
      entries: [
        Entry(
          key: "o", label: "open a file",
          detail: "trace, script, lesson, memory map",
          choice: .prompt("open "))
      ])
    let machines = section("Machines", catalog.machines)
    var chooser = Chooser(
      title: isWelcome ? "Welcome to memwalk" : "Open",
      intro: isWelcome
        ? [
          "An operating system's memory while it changes. A machine has booted behind this page: "
            + "Esc shows it, \(keyNames.forward) and \(keyNames.back) step, : takes a command, "
            + "? is the help."
        ] : [],
      sections: [lessons, recordings, sessions, own, machines])
    chooser.isLeftBySteps = isWelcome
    return chooser
  }
}

extension AppState {
  /// Shows what can be opened; `isWelcome` for somebody who has just come.
  public mutating func showCatalog(_ catalog: Catalog, isWelcome: Bool) {
    mode = .choosing(.welcome(catalog, isWelcome: isWelcome, keyNames: keyNames))
  }

  /// Takes over what is the user's from what was looked at before.
  public mutating func takeOver(from other: AppState) {
    (isASCII, themeName, speed) = (other.isASCII, other.themeName, other.speed)
    (prompt, keys) = (other.prompt, other.keys)
    followsBackground = other.followsBackground
    hasManyColors = other.hasManyColors
  }
}
