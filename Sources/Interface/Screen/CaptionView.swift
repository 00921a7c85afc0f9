import CellGrid
import Narration

/// What a script says about the point: its notes, in rows of their own, which nothing else takes.
enum CaptionView {
  /// The notes in rows for a screen of some columns.
  static func rows(of notes: [String], columns: Int) -> [String] {
    notes.flatMap { TextRows.rows(of: $0, columns: columns - 4) }
  }

  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    guard !scene.notes.isEmpty else { return }
    let inner = rect.inset(columns: 1, rows: 0)
    let bar = scene.theme.on(scene.theme.bookmark)
    let width = inner.columns - 2
    var rows = rows(of: scene.notes, columns: rect.columns)
    if rows.count > inner.rows {
      // What does not fit is read with `show why`, and is seen to be missing.
      rows = Array(rows.prefix(inner.rows))
      rows[rows.count - 1] =
        StyledText(rows[rows.count - 1] + " …", scene.theme.plain)
        .truncated(to: width).text
    }
    for (number, row) in rows.enumerated() {
      var line = StyledText("▌ ", bar)
      line.append(row, scene.theme.on(scene.theme.bright))
      grid.put(
        line.truncated(to: inner.columns),
        at: GridPoint(column: inner.column, row: inner.row + number), within: inner)
    }
  }
}
