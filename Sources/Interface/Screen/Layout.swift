import CellGrid
import Session
import Simulation

/// Where everything is on the screen.
struct Layout {
  /// The smallest screen that anything is drawn on.
  static let smallest = GridSize(columns: 40, rows: 12)

  /// The first row.
  let header: GridRect
  /// The rows that say what happened.
  let narration: GridRect
  /// The rows of what a script says about the point; `nil` if there are no notes in the run.
  let caption: GridRect?
  /// The row of the prompt or of a message.
  let prompt: GridRect
  /// The last row.
  let keys: GridRect
  /// The text of a lesson; `nil` if there is none, or the machine has its place.
  let lesson: GridRect?
  /// Everything between narration and prompt.
  let body: GridRect
  /// Where the other branch is, if it is shown.
  private(set) var companion: Companion?
  /// The row above the run's own half.
  private(set) var branchTitle: GridRect?
  private var panes: [ViewName: GridRect] = [:]

  /// The half of the screen that the other branch has.
  struct Companion {
    /// The row that names it.
    let title: GridRect
    /// Its views.
    let panes: [ViewName: GridRect]
  }

  init(of state: AppState) {
    let screen = GridRect(state.size)
    let isRoomy = screen.rows >= 34
    var rest = screen
    (header, rest) = rest.split(top: 1)
    (rest, keys) = rest.split(bottom: 1)
    (rest, prompt) = rest.split(bottom: 1)
    (lesson, rest) = Self.lesson(of: state, in: rest)
    if isRoomy { rest = rest.split(top: 1).rest }
    (narration, rest) = rest.split(top: 3)
    let captionRows = Self.captionRows(of: state, isRoomy: isRoomy, columns: rest.columns)
    if captionRows > 0 {
      let (rows, below) = rest.split(top: captionRows)
      (caption, rest) = (rows, below)
    } else {
      caption = nil
    }
    if isRoomy { rest = rest.split(top: 1).rest }
    body = rest
    if rest.columns == 0 {
      // The lesson has the place of the machine.
    } else if state.isSideBySide, state.session.companion != nil, rest.columns >= 60 {
      arrangeBranches(of: state, isRoomy: isRoomy)
    } else if state.isWholeScreen || screen.rows < 20 {
      panes[state.focus] = body
    } else {
      // An empty row above the prompt.
      panes = Arrangement(state.arrangement).showing(state.focus).panes(
        in: body.split(bottom: 1).rest, focus: state.focus, isRoomy: isRoomy)
    }
  }

  /// Where a view is; `nil` if it is not shown.
  func rect(of view: ViewName) -> GridRect? { panes[view] }

  /// How many lines of a text a screen shows.
  static func textHeight(in size: GridSize) -> Int { max(1, size.rows - 4) }

  /// The place of a lesson's text, and what it leaves: beside the machine, or all where there is no
  /// room for both and the text has the keys.
  private static func lesson(
    of state: AppState, in rest: GridRect
  ) -> (lesson: GridRect?, rest: GridRect) {
    guard let lesson = state.lesson else { return (nil, rest) }
    if let columns = LessonPane.columns(in: state.size) {
      let (left, right) = rest.split(left: columns)
      return (left, right)
    }
    guard lesson.hasKeys else { return (nil, rest) }
    let (left, right) = rest.split(left: rest.columns)
    return (left, right)
  }

  /// How many rows the notes of the point take, as long as something else has room. A run with notes
  /// has two where there are none, so that the views stay in their places.
  private static func captionRows(
    of state: AppState, isRoomy: Bool, columns: Int
  ) -> Int {
    guard state.session.hasNotes, state.size.rows >= 16 else { return 0 }
    let needed = CaptionView.rows(
      of: state.session.notes[state.session.timeline.point] ?? [], columns: columns
    ).count
    return min(max(2, needed), isRoomy ? CaptionView.limit : CaptionView.limit / 2)
  }

  /// Views of both branches beside each other, the timeline of the run below.
  private mutating func arrangeBranches(of state: AppState, isRoomy: Bool) {
    var (rest, timeline) = body.split(bottom: isRoomy ? 5 : 3)
    rest = rest.split(bottom: 1).rest
    panes[.timeline] = timeline
    // Of one width, so that both are drawn in one form.
    let half = (rest.columns - 1) / 2
    let (left, right) = rest.split(left: half)
    let (leftTitle, leftViews) = left.split(top: 1)
    let (rightTitle, rightViews) = right.split(left: right.columns - half).rest.split(top: 1)
    branchTitle = leftTitle
    let isOfRun = state.focus.spec.isOfRun
    let isAlone = state.isWholeScreen && !isOfRun || leftViews.rows < 10
    let arrangement =
      isAlone
      ? Arrangement.view(isOfRun ? .heap : state.focus)
      : Arrangement.branch.showing(isOfRun ? .heap : state.focus)
    func stacked(_ rect: GridRect) -> [ViewName: GridRect] {
      arrangement.panes(in: rect, focus: state.focus, isRoomy: isRoomy)
    }
    panes.merge(stacked(leftViews)) { $1 }
    companion = Companion(title: rightTitle, panes: stacked(rightViews))
  }
}
