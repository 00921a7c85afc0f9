import CellGrid

/// The row above the keys: the prompt, what Tab found, or a message.
enum PromptRow {
  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let inner = rect.inset(columns: 1, rows: 0)
    let start = GridPoint(column: inner.column, row: inner.row)
    if state.mode == .prompt {
      var text = StyledText(": ", theme.on(theme.accent).bold)
      text.append(visible(state.prompt, columns: inner.columns - 3), theme.on(theme.bright))
      if !state.prompt.completions.isEmpty {
        let list = state.prompt.completions.joined(separator: "  ")
        text.append("   " + list, theme.on(theme.dim))
      }
      grid.put(text.truncated(to: inner.columns), at: start, within: inner)
    } else if let message = state.message {
      let style = theme.on(message.isError ? theme.alarm : theme.text)
      grid.put(
        StyledText(message.text, style).truncated(to: inner.columns), at: start, within: inner)
    } else if let progress = state.progressText {
      grid.put(
        StyledText(progress, theme.on(theme.dim)).truncated(to: inner.columns), at: start,
        within: inner)
    }
  }

  /// The end of a line that is longer than the row.
  private static func visible(_ prompt: Prompt, columns: Int) -> String {
    guard columns > 1, prompt.text.count >= columns else { return prompt.text }
    return String(prompt.text.suffix(columns - 1))
  }
}
