import CellGrid
import Script
import Session
import Simulation

/// All figures: what they are now, what the step changed, and how they went over the run.
enum StatisticsView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let theme = scene.theme
    let style = CellStyle.color(theme.dim).on(theme.titleBar)
    let plan = StatisticsPlan(scene, size: rect.size)
    let end = min(plan.lines, plan.top + max(0, rect.rows - 1))
    let rows =
      plan.top > 0 || end < plan.lines
      ? ScrollWindow.text(from: plan.top, to: end, of: plan.lines) + " · " : ""
    // The kernel's counts change when the step is done.
    let when = scene.snapshot.access == nil ? "what this step changed" : "as before the step"
    let body = TitleBar.draw(
      "Statistics", StyledText("\(rows)now · \(when) · over the run", style),
      view: .statistics, scene: scene, in: rect, on: &grid)
    for (place, row) in plan.rows.enumerated() {
      let (line, column) = (place % plan.lines - plan.top, place / plan.lines)
      guard 0..<body.rows ~= line else { continue }
      let area = body.rows(line..<line + 1)
        .columns(column * plan.width..<(column + 1) * plan.width)
      draw(row, plan, scene, in: area.inset(columns: 1), on: &grid)
      if row == plan.cursor {
        grid.restyle(area) { $0 = theme.on(theme.accent).bold.reverse }
      }
    }
  }

  private static func draw(
    _ figure: Figure, _ plan: StatisticsPlan, _ scene: Scene, in area: GridRect,
    on grid: inout CellGrid
  ) {
    let theme = scene.theme
    let value = plan.value(of: figure)
    let unit = figure.unit == .percent ? " %" : "  "
    var text = StyledText(figure.rawValue.padded(to: 20), theme.plain)
    text.append(figure.text(value).paddedLeft(to: 13) + unit, theme.on(theme.bright))
    text.append(plan.change(of: figure).paddedLeft(to: 12), theme.on(theme.accent))
    grid.put(text.truncated(to: area.columns), at: area.origin, within: area)
    let graph = area.columns(50...)
    guard graph.columns >= 8, figure.group != .step else { return }
    drawGraph(of: figure, scene, in: graph, on: &grid)
  }

  /// A row of eighths: the greatest value of the steps of each column, what lies ahead in the colour
  /// of the future. Seven eighths are the most, so that rows do not run into each other.
  private static func drawGraph(
    of figure: Figure, _ scene: Scene, in area: GridRect, on grid: inout CellGrid
  ) {
    let span = TimelineSpan(scene.run, columns: area.columns)
    guard span.hasSteps else { return }
    let setup = scene.run.setupCount
    let values = (0..<area.columns).map { column in
      let points = span.points(ofColumn: column)
      let first = max(0, points.lowerBound + setup)
      return scene.run.series.extent(
        of: figure, over: first..<max(first, points.upperBound + setup + 1))?.greatest
    }
    let peak = values.compactMap(\.self).max() ?? 0
    let here = scene.run.step < 0 ? -1 : span.column(of: scene.run.step)
    for (column, value) in values.enumerated() {
      guard let value, value > 0 else { continue }
      let part = Int(peak.dividingFullWidth(value.multipliedFullWidth(by: 7)).quotient)
      grid.put(
        Cell(
          TimelineGraph.blocks[max(1, part) - 1],
          style: scene.theme.on(column > here ? scene.theme.future : scene.theme.heap)),
        at: GridPoint(column: area.column + column, row: area.row), within: area)
    }
  }
}

/// Where the figures are, and what they are.
struct StatisticsPlan {
  /// The figures, in the order of the language.
  let rows: [Figure] = Figure.allCases
  /// How many stand below each other.
  let lines: Int
  /// How many stand beside each other.
  let columns: Int
  /// What each has.
  let width: Int
  /// The first row shown.
  let top: Int
  /// The figure that the cursor is on.
  let cursor: Figure?
  private let scene: Scene

  init(_ scene: Scene, size: GridSize) {
    self.scene = scene
    let height = max(1, size.rows - 1)
    columns = size.columns >= 120 && height < rows.count ? 2 : 1
    width = size.columns / columns
    cursor = scene.viewports.figure
    let lines = (rows.count + columns - 1) / columns
    self.lines = lines
    let all = Figure.allCases
    let place = cursor.flatMap { all.firstIndex(of: $0) }.map { $0 % lines }
    top = ScrollWindow.top(total: lines, rows: height, focus: place ?? 0, kept: nil)
  }

  /// The figure's value at the point.
  func value(of figure: Figure) -> UInt64 {
    if figure == .step { return UInt64(max(0, scene.run.step)) }
    if figure.group == .step { return scene.timeline?.stepFigures?[figure] ?? 0 }
    return scene.snapshot.machine.value(of: figure)
  }

  /// "+48", "-1": what the step made of the figure; nothing if it left it.
  func change(of figure: Figure) -> String {
    guard figure.group != .step, let before = scene.timeline?.previous?.value(of: figure) else {
      return ""
    }
    let now = value(of: figure)
    guard now != before else { return "" }
    return (now > before ? "+" : "-") + figure.text(now > before ? now - before : before - now)
  }
}
