import CellGrid

/// A text that covers the views: the help, a report.
enum TextPageView {
  static func draw(
    _ page: TextPage, _ theme: Theme, in rect: GridRect, on grid: inout CellGrid
  ) {
    let (bar, body) = rect.split(top: 1)
    grid.fill(bar, Cell(" ", style: CellStyle.color(theme.dim).on(theme.titleBar)))
    var title = StyledText(page.title, CellStyle.color(theme.accent).on(theme.titleBar).bold)
    let shown = page.lines.dropFirst(page.top).prefix(body.rows)
    if shown.count < page.lines.count {
      title.append(
        "  lines \(page.top + 1)–\(page.top + shown.count) of \(page.lines.count)",
        CellStyle.color(theme.dim).on(theme.titleBar))
    }
    grid.put(title, at: GridPoint(column: 1, row: bar.row), within: bar)
    let inner = body.inset(columns: 1, rows: 0)
    for (row, line) in shown.enumerated() {
      let text = StyledText(line, theme.plain).truncated(to: inner.columns)
      grid.put(text, at: GridPoint(column: inner.column, row: inner.row + row), within: inner)
    }
  }
}
