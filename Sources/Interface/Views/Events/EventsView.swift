import CellGrid
import Narration
import Script
import Session
import Simulation

/// What happens in the run: a step a row, and what is known of it.
enum EventsView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let theme = scene.theme
    let style = CellStyle.color(theme.dim).on(theme.titleBar)
    let filter = scene.viewports.eventFilter
    let body = TitleBar.draw(
      "Events", StyledText("\(filter.title) · [ ] choose", style), view: .events, scene: scene,
      in: rect, on: &grid)
    guard let timeline = scene.timeline else { return }
    let points = points(in: scene, rows: body.rows)
    guard !points.isEmpty else {
      let surveyed = timeline.isSurveyed ? "" : " so far"
      let text = StyledText("Nothing of that kind\(surveyed).", theme.plain)
      grid.put(text, at: GridPoint(column: body.column + 1, row: body.row), within: body)
      return
    }
    let width = NumberText.count(timeline.stepNumber(of: points.last ?? 0)).count
    let inner = body.inset(columns: 1)
    for (row, point) in points.enumerated() {
      grid.put(
        text(of: point, timeline, scene, width: max(3, width)).truncated(to: inner.columns),
        at: GridPoint(column: inner.column, row: inner.row + row), within: inner)
      guard point == here(in: scene) else { continue }
      grid.restyle(body.rows(row..<row + 1)) { $0 = theme.on(theme.accent).bold.reverse }
    }
  }

  /// The points in the rows of a view.
  static func points(in scene: Scene, rows: Int) -> [Int] {
    guard let timeline = scene.timeline else { return [] }
    return EventList(scene, timeline, scene.viewports.eventFilter)
      .points(around: here(in: scene), count: rows)
  }

  /// The point that is looked at.
  static func here(in scene: Scene) -> Int { scene.run.step + scene.run.setupCount }

  /// `!  2,811  b9 = alloc 4096  no memory`, the notes and marks behind it.
  private static func text(
    of point: Int, _ timeline: Timeline, _ scene: Scene, width: Int
  ) -> StyledText {
    let theme = scene.theme
    let happened = Happening.allCases.filter { timeline.series.has($0, at: point..<point + 1) }
    let step = timeline.stepNumber(of: point)
    let mark = scene.run.bookmarks.first { $0.step == step }
    let isTrouble = happened.contains(where: \.isTrouble)
    var text = StyledText(
      isTrouble ? "! " : mark != nil ? "◆ " : happened.isEmpty ? "  " : "↑ ",
      theme.on(isTrouble ? theme.alarm : mark != nil ? theme.bookmark : theme.heap).bold)
    text.append(NumberText.count(step).paddedLeft(to: width) + "  ", theme.on(theme.dim))
    if point == 0 {
      text.append("the start", theme.on(theme.dim))
    } else {
      let command = timeline.command(leadingTo: point)
      text.append(CommandText.text(of: command, names: scene.names), theme.plain)
    }
    if let refusal = timeline.refused[point] {
      text.append("  refused: \(refusal.word)", theme.on(theme.alarm))
    }
    for happening in happened where happening != .refused {
      text.append(
        "  \(happening.words)", theme.on(happening.isTrouble ? theme.alarm : theme.heap))
    }
    if let mark { text.append("  \"\(mark.text)\"", theme.on(theme.bookmark)) }
    for note in scene.allNotes[point] ?? [] {
      text.append("  \(note.prefix(400).replacing("\n", with: " "))", theme.on(theme.dim))
    }
    return text
  }
}

extension Happening {
  /// What the row of a step says of it.
  fileprivate var words: String {
    switch self {
    case .outOfMemory: "no memory"
    case .fault: "fault"
    case .refused: "refused"
    case .grown: "the heap grew"
    }
  }
}
