import CellGrid

/// The last row: the keys that matter now, from the table of keys.
enum KeyLine {
  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let base = CellStyle.color(theme.dim).on(theme.bar)
    grid.fill(rect, Cell(" ", style: base))
    let inner = rect.inset(columns: 1, rows: 0)
    var column = inner.column
    for (label, word) in entries(for: state) {
      let width = Glyph.columns(of: label) + 1 + Glyph.columns(of: word)
      guard column + width <= inner.endColumn else { continue }
      column += grid.put(
        label, at: GridPoint(column: column, row: rect.row),
        style: CellStyle.color(theme.bright).on(theme.bar).bold, within: inner)
      column += grid.put(
        " " + word, at: GridPoint(column: column, row: rect.row), style: base, within: inner)
      column += 2
    }
  }

  private static func entries(for state: AppState) -> [(String, String)] {
    switch state.mode {
    case .prompt:
      return [("Enter", "run"), ("Tab", "complete"), ("↑ ↓", "history"), ("Esc", "leave")]
    case .text: return [("j k", "scroll"), ("h l", "page"), ("Esc q ?", "back"), (":", "command")]
    case .views:
      let named = KeyMap.bindings.compactMap { binding in
        binding.word.map { (binding.label, $0) }
      }
      // "→" and "←" are one entry, as both step.
      return named.map { $0.0 == "→" ? ("→ ←", $0.1) : $0 } + [("q", "quit")]
    }
  }
}
