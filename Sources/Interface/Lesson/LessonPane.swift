import CellGrid
import Lessons

/// The text of a lesson, beside the machine or in its place.
enum LessonPane {
  /// How many columns the text has beside the machine; `nil` where there is no room for both.
  static func columns(in screen: GridSize) -> Int? {
    guard screen.columns >= 80 else { return nil }
    return max(36, min(60, screen.columns * 42 / 100))
  }

  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    guard let lesson = state.lesson else { return }
    let theme = state.theme
    let (body, foot) = inner(of: rect)
    let text = LessonText(lesson, theme, state.keyNames, body.size)
    drawTitle(lesson, theme, in: rect, on: &grid)
    let (top, hidden) = window(of: text, lesson, height: body.rows)
    for (place, row) in text.rows.dropFirst(top).prefix(body.rows).enumerated() {
      grid.put(row, at: GridPoint(column: body.column, row: body.row + place), within: body)
    }
    drawFoot(lesson, theme, hidden: hidden, in: foot, on: &grid)
    if rect.endColumn < state.size.columns {
      for row in rect.row..<rect.endRow {
        grid.put(
          "│", at: GridPoint(column: rect.endColumn - 1, row: row), style: theme.on(theme.faint))
      }
    }
  }

  /// Where the cursor of an answer stands on the screen; `nil` where none is typed.
  static func cursor(in state: AppState) -> GridPoint? {
    guard let lesson = state.lesson, let rect = Layout(of: state).lesson else { return nil }
    let (body, _) = inner(of: rect)
    let text = LessonText(lesson, state.theme, state.keyNames, body.size)
    guard let answer = text.answer else { return nil }
    let row = answer.row - window(of: text, lesson, height: body.rows).top
    guard row >= 0, row < body.rows else { return nil }
    return GridPoint(
      column: min(body.column + answer.column, body.endColumn - 1), row: body.row + row)
  }

  /// How many rows of the text the pane has no room for.
  static func overflow(of state: AppState) -> Int {
    guard let lesson = state.lesson, let rect = Layout(of: state).lesson else { return 0 }
    let (body, _) = inner(of: rect)
    let text = LessonText(lesson, state.theme, state.keyNames, body.size)
    return max(0, text.rows.count - body.rows)
  }

  /// How many rows of the text the pane shows.
  static func height(of state: AppState) -> Int {
    Layout(of: state).lesson.map { inner(of: $0).body.rows } ?? 0
  }

  /// The first row that is shown, and whether rows above it and below are not: the end is what
  /// matters, unless the reader has scrolled.
  private static func window(
    of text: LessonText, _ lesson: LessonState, height: Int
  ) -> (top: Int, hidden: (above: Int, below: Int)) {
    let last = max(0, text.rows.count - height)
    let top = max(0, last - lesson.scrolledUp)
    return (top, (top, max(0, text.rows.count - top - height)))
  }

  /// The place of the text, and the row below it.
  private static func inner(of rect: GridRect) -> (body: GridRect, foot: GridRect) {
    let (_, below) = rect.split(top: 2)
    let (body, foot) = below.split(bottom: 1)
    return (body.inset(columns: 2, rows: 0), foot.inset(columns: 2, rows: 0))
  }

  private static func drawTitle(
    _ lesson: LessonState, _ theme: Theme, in rect: GridRect, on grid: inout CellGrid
  ) {
    let title = lesson.player.lesson.pages[lesson.player.page].title
    let color = lesson.hasKeys ? theme.accent : theme.bright
    let bar = rect.split(top: 1).top
    grid.fill(bar, Cell(" ", style: CellStyle.color(theme.dim).on(theme.titleBar)))
    grid.put(
      StyledText(title, CellStyle.color(color).on(theme.titleBar).bold)
        .truncated(to: max(0, rect.columns - 4)),
      at: GridPoint(column: rect.column + 2, row: rect.row), within: rect)
  }

  /// How far the reader is: `●●○○  2 of 4 · answered 3 of 5`.
  private static func drawFoot(
    _ lesson: LessonState, _ theme: Theme, hidden: (above: Int, below: Int), in rect: GridRect,
    on grid: inout CellGrid
  ) {
    let player = lesson.player
    let (page, pages) = (player.page + 1, player.lesson.pages.count)
    var dots = StyledText(String(repeating: "●", count: page), theme.on(theme.heap))
    dots.append(String(repeating: "○", count: pages - page) + "  ", theme.on(theme.dim))
    var sign = StyledText()
    if hidden.above > 0 || hidden.below > 0 {
      let arrows = (hidden.above > 0 ? "↑" : "") + (hidden.below > 0 ? "↓" : "")
      sign = StyledText("\(arrows) j k  ", theme.on(theme.bright))
    }
    let place = StyledText("page \(page) of \(pages)", theme.on(theme.text))
    let questions = player.lesson.questions.count
    let answered = StyledText(
      questions > 0
        ? " · answered \(player.progress.answered(in: player.lesson)) of \(questions)" : "",
      theme.on(theme.dim))
    // What does not fit is left out as a whole.
    let forms = [sign + dots + place + answered, sign + place + answered, sign + place, place]
    let text = forms.first { $0.columns <= rect.columns } ?? place
    grid.put(text.truncated(to: rect.columns), at: rect.origin, within: rect)
  }
}
