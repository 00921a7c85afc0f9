import CellGrid

/// The last row: the keys that matter now, from the table of keys.
enum KeyLine {
  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let base = CellStyle.color(theme.dim).on(theme.bar)
    grid.fill(rect, Cell(" ", style: base))
    let inner = rect.inset(columns: 1, rows: 0)
    var column = inner.column
    for (label, word) in fitting(hints(for: state), columns: inner.columns) {
      column += grid.put(
        label, at: GridPoint(column: column, row: rect.row),
        style: CellStyle.color(theme.bright).on(theme.bar).bold, within: inner)
      column += grid.put(
        " " + word, at: GridPoint(column: column, row: rect.row), style: base, within: inner)
      column += 2
    }
  }

  private typealias Hint = (label: String, hint: KeyHint)

  /// All with their words if there is room, or all but one; else with the shorter words, and
  /// without those that matter least.
  private static func fitting(_ hints: [Hint], columns: Int) -> [(String, String)] {
    func fits(_ entries: [(String, String)]) -> Bool {
      let widths = entries.map { Glyph.columns(of: $0.0) + 1 + Glyph.columns(of: $0.1) + 2 }
      return widths.reduce(-2, +) <= columns
    }
    func withoutLeast(_ hints: [Hint]) -> [Hint] {
      let least = hints.map(\.hint.rank).max()
      return hints.filter { $0.hint.rank != least }
    }
    for most in [hints, withoutLeast(hints)] {
      let full = most.map { ($0.label, $0.hint.word) }
      if fits(full) { return full }
    }
    var kept = hints
    while !kept.isEmpty, !fits(kept.map { ($0.label, $0.hint.short) }) {
      kept = withoutLeast(kept)
    }
    return kept.map { ($0.label, $0.hint.short) }
  }

  private static func hints(for state: AppState) -> [Hint] {
    switch state.mode {
    case .prompt:
      return [
        ("Enter", KeyHint("run", rank: 1)), ("Tab", KeyHint("complete", rank: 3)),
        (state.isASCII ? "^P ^N" : "↑ ↓", KeyHint("history", rank: 4)),
        ("Esc", KeyHint("leave", rank: 2)),
      ]
    case .text(let page) where page.typed != nil:
      return [("Enter", KeyHint("find", rank: 1)), ("Esc", KeyHint("leave", rank: 2))]
    case .text: return named(KeyMap.reading, state)
    case .choosing(let chooser) where chooser.filter != nil:
      return [
        ("Enter", KeyHint("take it", short: "take", rank: 1)),
        (state.isASCII ? "^P ^N" : "↑ ↓", KeyHint("choose", rank: 3)),
        ("Esc", KeyHint("leave", rank: 2)),
      ]
    case .choosing: return named(KeyMap.choosing, state)
    case .asking: return named(KeyMap.answering, state)
    case .views where state.lesson?.answer != nil:
      let choosing = [(state.isASCII ? "^P ^N" : "↑ ↓", KeyHint("choose", rank: 3))]
      return [("Enter", KeyHint("answer", rank: 1)), ("Esc", KeyHint("leave", rank: 2))]
        + (state.isChoosing ? choosing : [])
    case .views where state.lesson?.hasKeys == true:
      return named(state.keys.lesson.filter { state.isOfUse($0.action) }, state)
    case .views where state.isPointing:
      return [
        ("Enter", KeyHint("answer with this", short: "answer", rank: 1)),
        ("Esc", KeyHint("give up", rank: 2)),
        ("hjkl", KeyHint("cursor", rank: 3)), ("tab", KeyHint("view", rank: 4)),
      ]
    case .views: return named(state.keys.bindings, state)
    }
  }

  private static func named(_ bindings: [KeyBinding], _ state: AppState) -> [Hint] {
    bindings.compactMap { binding in
      binding.hint.map { (state.isASCII ? binding.asciiLabel : binding.label, $0) }
    }
  }
}
