import CellGrid
import Script

/// A list that covers the views.
enum ChooserView {
  static func draw(
    _ chooser: Chooser, _ theme: Theme, in rect: GridRect, on grid: inout CellGrid
  ) {
    let (bar, body) = rect.split(top: 1)
    let barStyle = CellStyle.color(theme.dim).on(theme.titleBar)
    grid.fill(bar, Cell(" ", style: barStyle))
    var title = StyledText(chooser.title, CellStyle.color(theme.accent).on(theme.titleBar).bold)
    if let filter = chooser.filter {
      title.append(": ", barStyle)
      title.append(
        filter.isEmpty ? "type to find" : filter.text,
        filter.isEmpty ? barStyle : CellStyle.color(theme.bright).on(theme.titleBar))
      if !filter.isEmpty {
        title.append("  \(NumberText.count(chooser.entries.count)) found", barStyle)
      }
    }
    let plan = ChooserPlan(chooser, size: body.size)
    let end = min(plan.rows.count, plan.top + plan.height)
    if plan.top > 0 || end < plan.rows.count {
      title.append("  " + ScrollWindow.text(from: plan.top, to: end, of: plan.rows.count), barStyle)
    }
    grid.put(title, at: GridPoint(column: 1, row: bar.row), within: bar)
    for (row, line) in plan.intro.enumerated() {
      grid.put(
        StyledText(line, theme.on(theme.text)),
        at: GridPoint(column: body.column + 1, row: body.row + row), within: body)
    }
    let list = body.rows(plan.listTop...)
    if plan.rows.isEmpty {
      grid.put(
        StyledText("Nothing fits: Backspace takes letters back.", theme.plain),
        at: GridPoint(column: list.column + 1, row: list.row), within: list)
    }
    for (row, line) in plan.rows.dropFirst(plan.top).prefix(plan.height).enumerated() {
      draw(line, chooser, plan, theme, in: list.rows(row..<row + 1), on: &grid)
    }
  }

  /// The place of the entry at a point of the screen.
  static func place(at point: GridPoint, _ chooser: Chooser, in size: GridSize) -> Int? {
    // The header, the title; prompt and keys below.
    let plan = ChooserPlan(
      chooser, size: GridSize(columns: size.columns, rows: max(0, size.rows - 4)))
    let row = point.row - 2 - plan.listTop
    guard 0..<plan.height ~= row, plan.rows.indices.contains(plan.top + row),
      case .entry(_, let place) = plan.rows[plan.top + row]
    else { return nil }
    return place
  }

  private static func draw(
    _ row: Chooser.Row, _ chooser: Chooser, _ plan: ChooserPlan, _ theme: Theme, in line: GridRect,
    on grid: inout CellGrid
  ) {
    let inner = line.inset(columns: 1)
    switch row {
    case .blank: break
    case .heading(let title):
      grid.put(
        StyledText(title, theme.on(theme.bright).bold), at: inner.origin, within: inner)
    case .entry(let entry, let place):
      var text = StyledText(
        plan.hasKeys ? (entry.key.map { "\($0)  " } ?? "   ") : "  ", theme.on(theme.accent).bold)
      text.append(entry.label.padded(to: plan.labelColumns) + "  ", theme.on(theme.bright))
      text.append(entry.detail, theme.on(theme.dim))
      grid.put(text.truncated(to: inner.columns), at: inner.origin, within: inner)
      guard place == chooser.selected else { return }
      grid.restyle(line) { $0 = theme.on(theme.accent).bold.reverse }
    }
  }
}

/// Where the rows of a list are.
struct ChooserPlan {
  /// What stands above the list, as rows.
  let intro: [String]
  /// The rows of the list.
  let rows: [Chooser.Row]
  /// The first one shown.
  let top: Int
  /// How many are shown.
  let height: Int
  /// The first row of the list below the title.
  let listTop: Int
  /// What the names of entries take.
  let labelColumns: Int
  /// Whether entries have keys.
  let hasKeys: Bool

  init(_ chooser: Chooser, size: GridSize) {
    rows = chooser.rows
    let isRoomy = size.rows >= 16
    intro =
      isRoomy
      ? chooser.intro.flatMap { TextRows.rows(of: $0, columns: max(1, size.columns - 2)) } : []
    listTop = intro.isEmpty ? 0 : intro.count + 1
    height = max(0, size.rows - listTop)
    let all = chooser.sections.flatMap(\.entries)
    hasKeys = all.contains { $0.key != nil }
    let longest = all.map { Glyph.columns(of: $0.label) }.max() ?? 0
    labelColumns = min(longest, max(8, size.columns / 2))
    let focus = chooser.rows.firstIndex {
      if case .entry(_, let place) = $0 { place == chooser.selected } else { false }
    }
    // The heading of the first entry stays in sight.
    top =
      chooser.selected == 0
      ? 0 : ScrollWindow.top(total: chooser.rows.count, rows: height, focus: focus, kept: nil)
  }
}
