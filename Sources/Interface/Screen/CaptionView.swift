import CellGrid
import Narration

/// What a script says about the point: its notes, in rows of their own, which nothing else takes.
enum CaptionView {
  /// The most rows that notes take.
  static let limit = 10

  /// The notes in rows for a screen of some columns: one more than the limit if there are more. Of a
  /// note that fills a book no more is broken into rows than can be shown.
  static func rows(of notes: [String], columns: Int) -> [String] {
    var rows: [String] = []
    for note in notes {
      rows += TextRows.rows(
        of: String(note.prefix((limit + 1) * columns)), columns: columns - 4)
      if rows.count > limit { break }
    }
    return Array(rows.prefix(limit + 1))
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
