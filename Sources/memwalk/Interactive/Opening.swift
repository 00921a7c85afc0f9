import CellGrid
import Interface
import Lessons
import Session
import Traces

/// What the interface begins with: a state, and what there is to do for it outside.
struct Opening {
  /// The state for a terminal of a size.
  let state: (GridSize) -> AppState
  /// A trace that is still being read.
  var loading: TraceLoading?
  /// Lines that are carried out first.
  var lines: [String] = []
  /// What the user has to know.
  var message: String?
  /// The journal that is gone on with.
  var journal: Journal?

  /// A session.
  init(_ session: Session) {
    state = { AppState(session: session, size: $0) }
  }

  /// A lesson.
  init(lesson player: LessonPlayer) {
    state = { AppState(lesson: player, size: $0) }
  }
}
