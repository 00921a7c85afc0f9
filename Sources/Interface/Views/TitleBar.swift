import CellGrid

/// The row above a view: its name, what it shows, and its number.
enum TitleBar {
  /// Draws the row and returns what is left below it.
  ///
  /// The subtitle is cut with "…" before it reaches the number.
  static func draw(
    _ title: String, _ subtitle: StyledText, view: ViewName?, scene: Scene, in rect: GridRect,
    on grid: inout CellGrid
  ) -> GridRect {
    let (bar, rest) = rect.split(top: 1)
    let theme = scene.theme
    let style = CellStyle.color(theme.dim).on(theme.titleBar)
    grid.fill(bar, Cell(" ", style: style))
    let isFocused = view == scene.focus
    let titleStyle = CellStyle.color(isFocused ? theme.accent : theme.bright)
      .on(theme.titleBar).bold
    let number = number(of: view)
    let inner = bar.inset(columns: 1, rows: 0)
    var column = inner.column
    column += grid.put(
      title, at: GridPoint(column: column, row: bar.row), style: titleStyle, within: inner)
    let room = room(beside: title, view: view, in: rect)
    if room > 2 {
      grid.put(
        subtitle.truncated(to: room), at: GridPoint(column: column + 2, row: bar.row),
        within: inner)
    }
    if room > -2 {
      grid.put(
        number, at: GridPoint(column: inner.endColumn - number.count, row: bar.row),
        style: style, within: inner)
    }
    return rest
  }

  /// The columns that a subtitle has between the title and the number; 2 or less for none.
  static func room(beside title: String, view: ViewName?, in rect: GridRect) -> Int {
    rect.columns - 2 - Glyph.columns(of: title) - number(of: view).count - 3
  }

  private static func number(of view: ViewName?) -> String { view.map { String($0.key) } ?? "" }
}
