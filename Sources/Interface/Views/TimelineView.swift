import CellGrid
import MemoryCore
import Script
import Simulation

/// The whole run: graphs of used bytes and holes, and below them where the cursor, the bookmarks
/// and the alarms are.
enum TimelineView {
  /// Draws the view; what does not fit is left out, the bar last.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let span = TimelineSpan(scene.run, columns: graphColumns(in: rect).count)
    let rows = GraphRows(below: rect.rows - 1, hasSteps: span.hasSteps)
    let subtitle = subtitle(scene, span, rows, columns: rect.columns - 14)
    let body = TitleBar.draw(
      "Timeline", subtitle, view: .timeline, scene: scene, in: rect, on: &grid)
    drawBookmarkCount(scene, subtitle, in: rect, on: &grid)
    let graph = graphColumns(in: rect)
    guard !body.isEmpty, !graph.isEmpty else { return }
    let (above, bar) = body.split(bottom: 1)
    TimelineBar.draw(scene, span, from: graph.lowerBound, in: bar, on: &grid)
    guard span.hasSteps else {
      let hint =
        scene.run.step < min(0, scene.run.lastStep)
        ? "No steps yet: \(scene.keyNames.forward) goes on with the boot."
        : "No steps yet: : takes a command."
      let text = StyledText(hint, scene.theme.on(scene.theme.dim))
      grid.put(
        text.truncated(to: graph.count), at: GridPoint(column: graph.lowerBound, row: above.row),
        within: above)
      return
    }
    let (upper, lower) = above.split(top: rows.upper)
    let series = scene.viewports.series
    let graphs = [
      (TimelineGraph(series, of: scene, span), upper),
      (TimelineGraph(below(series), of: scene, span), lower),
    ]
    for (figure, area) in graphs {
      figure.draw(from: graph.lowerBound, in: area, scene.theme, on: &grid)
      if graph.lowerBound - rect.column >= labelColumns {
        figure.drawLabels(in: area.columns(1..<labelColumns - 1), scene.theme, on: &grid)
      }
    }
  }

  /// The columns of the screen that graphs and bar take, for the mouse.
  static func graphColumns(in rect: GridRect) -> Range<Int> {
    let margin = rect.columns >= 3 ? 1 : 0
    let left = rect.columns >= 30 ? labelColumns : margin
    return rect.column + left..<rect.endColumn - margin
  }

  /// What labels take, with a space at either side.
  private static let labelColumns = 12

  /// What the lower graph shows: the holes, or the used bytes if the upper one shows those.
  private static func below(_ series: TimelineSeries) -> TimelineSeries {
    series == .holes ? .used : .holes
  }

  private static func subtitle(
    _ scene: Scene, _ span: TimelineSpan, _ rows: GraphRows, columns: Int
  ) -> StyledText {
    let style = CellStyle.color(scene.theme.dim).on(scene.theme.titleBar)
    guard span.hasSteps else {
      guard scene.run.setupCount > 0 else { return StyledText("no steps yet", style) }
      let done = scene.run.step + scene.run.setupCount
      return StyledText("boot stage \(done) of \(scene.run.setupCount), no steps yet", style)
    }
    let series = scene.viewports.series
    let what = series.title + (rows.lower > 0 ? " and \(below(series).title)" : "")
    let surveyed = scene.run.series.count - 1 - scene.run.setupCount
    let count =
      Phrase.count(UInt64(scene.run.lastStep), "operation")
      + (surveyed < scene.run.lastStep ? ", \(NumberText.count(surveyed)) surveyed" : "")
    guard scene.run.step >= 0 else {
      let done = scene.run.step + scene.run.setupCount
      return StyledText(
        "boot stage \(done) of \(scene.run.setupCount), \(count) ahead", style)
    }
    let full = StyledText("\(what) over \(count)", style)
    return full.columns <= columns ? full : StyledText(count, style)
  }

  /// "3 bookmarks", in front of the view's number if the subtitle leaves room.
  private static func drawBookmarkCount(
    _ scene: Scene, _ subtitle: StyledText, in rect: GridRect, on grid: inout CellGrid
  ) {
    let count = scene.run.bookmarks.count
    guard count > 0, rect.rows > 0 else { return }
    let text = Phrase.count(UInt64(count), "bookmark")
    // A margin, the title, two spaces; at the right two spaces, the number, a margin.
    let start = rect.endColumn - 4 - text.count
    guard start >= rect.column + 13 + subtitle.columns else { return }
    grid.put(
      text, at: GridPoint(column: start, row: rect.row),
      style: CellStyle.color(scene.theme.bookmark).on(scene.theme.titleBar), within: rect)
  }
}

/// How many rows the graphs get above the bar.
struct GraphRows {
  /// Of the series that was chosen.
  let upper: Int
  /// Of holes.
  let lower: Int

  /// A third of the rows is for the lower graph, if there are enough.
  init(below rows: Int, hasSteps: Bool) {
    let graphs = max(0, rows - 1)
    lower = hasSteps && graphs >= 2 ? max(1, graphs / 3) : 0
    upper = graphs - lower
  }
}
