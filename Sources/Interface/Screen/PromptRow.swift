import CellGrid

/// The row above the keys: the prompt, a message, or what is going on. What needs more rows takes
/// them from above.
enum PromptRow {
  /// The most rows that it takes.
  private static let most = 4

  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let inner = rect.inset(columns: 1, rows: 0)
    if state.mode == .prompt {
      var text = StyledText(": ", theme.on(theme.accent).bold)
      let window = PromptWindow(state.prompt.line, columns: inner.columns - 2)
      text.append(window.text, theme.on(theme.bright))
      grid.put(text, at: inner.origin, within: inner)
      let list = values(of: state.prompt.completions).joined(separator: "  ")
      put(list, theme.on(theme.dim), above: rect, on: &grid)
    } else if let seeking = state.mode.page?.seeking {
      var text = StyledText(seeking.narrows ? "& " : "/ ", theme.on(theme.accent).bold)
      let window = PromptWindow(seeking.line, columns: inner.columns - 2)
      text.append(window.text, theme.on(theme.bright))
      grid.put(text, at: inner.origin, within: inner)
    } else if let message = state.message {
      let style = theme.on(message.isError ? theme.alarm : theme.text)
      put(message.text, style, in: rect, on: &grid)
    } else if let progress = state.progressText(columns: inner.columns) {
      put(progress, theme.on(theme.dim), in: rect, on: &grid)
    } else if let hint = state.hint {
      put(hint, theme.on(theme.dim), in: rect, on: &grid)
    }
  }

  /// What Tab found; of arguments of one key only their values.
  private static func values(of words: [String]) -> [String] {
    let keys = Set(words.map { word in word.firstIndex(of: "=").map { word[...$0] } })
    guard keys.count == 1, let key = keys.first.flatMap({ $0 }), !words.contains(String(key))
    else { return words }
    return words.map { String($0.dropFirst(key.count)) }
  }

  /// The column of the screen that the cursor is in.
  static func cursorColumn(of prompt: Prompt, in rect: GridRect) -> Int {
    let inner = rect.inset(columns: 1, rows: 0)
    let window = PromptWindow(prompt.line, columns: inner.columns - 2)
    return min(inner.column + 2 + window.cursorColumn, rect.endColumn - 1)
  }

  /// A text whose last row is the row of the prompt.
  private static func put(
    _ text: String, _ style: CellStyle, in rect: GridRect, on grid: inout CellGrid
  ) {
    put(
      text, style,
      above: GridRect(
        column: rect.column, row: rect.endRow, columns: rect.columns, rows: 0), on: &grid)
  }

  /// A text whose last row is the one above; nothing if there is no text.
  private static func put(
    _ text: String, _ style: CellStyle, above rect: GridRect, on grid: inout CellGrid
  ) {
    guard !text.isEmpty else { return }
    // No more of a text than the rows can hold, and something that tells that there is more.
    let room = (most + 1) * max(1, rect.columns)
    var rows = TextRows.rows(of: String(text.prefix(room)), columns: rect.columns - 2)
    if rows.count > most { rows = rows[..<(most - 1)] + [rows[most - 1] + " …"] }
    let area = GridRect(
      column: rect.column, row: rect.row - rows.count, columns: rect.columns, rows: rows.count)
    grid.fill(area, Cell(" ", style: style))
    for (place, row) in rows.enumerated() {
      grid.put(
        StyledText(row, style).truncated(to: area.columns - 1),
        at: GridPoint(column: area.column + 1, row: area.row + place), within: area)
    }
  }
}
