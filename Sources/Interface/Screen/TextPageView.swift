import CellGrid
import Script

/// A text that covers the views: the help, a report.
enum TextPageView {
  static func draw(
    _ page: TextPage, _ theme: Theme, in rect: GridRect, on grid: inout CellGrid
  ) {
    let (bar, body) = rect.split(top: 1)
    grid.fill(bar, Cell(" ", style: CellStyle.color(theme.dim).on(theme.titleBar)))
    let inner = body.inset(columns: 1, rows: 0)
    let rows = page.rows(columns: inner.columns)
    // The screen may have grown since the text was scrolled.
    let top = max(0, min(page.top, rows.count - body.rows))
    let shown = rows.dropFirst(top).prefix(body.rows)
    var title = StyledText(page.title, CellStyle.color(theme.accent).on(theme.titleBar).bold)
    if shown.count < rows.count {
      title.append(
        "  lines \(NumberText.count(top + 1))–\(NumberText.count(top + shown.count)) of "
          + NumberText.count(rows.count), CellStyle.color(theme.dim).on(theme.titleBar))
    }
    if page.isNarrowed, !page.sought.isEmpty {
      title.append("  only '\(page.sought)'", CellStyle.color(theme.dim).on(theme.titleBar))
    }
    grid.put(title, at: GridPoint(column: 1, row: bar.row), within: bar)
    for (place, row) in shown.enumerated() {
      let isFound = page.has(row.text)
      let style =
        isFound
        ? theme.on(theme.accent)
        : row.isHeading ? theme.on(theme.bright).bold : theme.plain
      grid.put(
        StyledText(row.text, style), at: GridPoint(column: inner.column, row: inner.row + place),
        within: inner)
    }
  }
}
