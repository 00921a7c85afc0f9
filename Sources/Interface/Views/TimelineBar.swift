import CellGrid
import Simulation

/// The line below the graphs: `●` the cursor, `◆` a bookmark, `!` an alarm.
enum TimelineBar {
  static func draw(
    _ scene: Scene, _ span: TimelineSpan, from column: Int, in rect: GridRect,
    on grid: inout CellGrid
  ) {
    let (run, theme) = (scene.run, scene.theme)
    let cursor = span.column(of: run.step)
    func put(_ glyph: Unicode.Scalar, _ color: CellColor, at place: Int) {
      grid.put(
        Cell(glyph, style: theme.on(color)), at: GridPoint(column: column + place, row: rect.row),
        within: rect)
    }
    for place in 0..<max(0, span.columns) {
      put("─", place < cursor ? theme.accent : theme.future, at: place)
    }
    // Later ones cover earlier ones: an alarm must not hide a mark, and nothing the cursor.
    for place in 0..<max(0, span.columns) {
      let steps = span.newPoints(ofColumn: place)
      if !steps.isEmpty, run.hasAlarm(in: steps) { put("!", theme.alarm, at: place) }
    }
    for mark in run.bookmarks where span.points.contains(mark.step) {
      put("◆", theme.bookmark, at: span.column(of: mark.step))
    }
    put("●", theme.accent, at: cursor)
  }
}
