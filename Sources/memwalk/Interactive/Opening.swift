import CellGrid
import Interface
import Lessons
import Session
import Traces

/// What the interface begins with: a state, and what there is to do for it outside.
struct Opening {
  /// What is looked at.
  let content: Content
  /// A trace that is still being read.
  var loading: TraceLoading?
  /// Lines that are carried out first.
  var lines: [String] = []
  /// What the user has to know.
  var message: String?
  /// The journal that is gone on with.
  var journal: Journal?

  /// What can be looked at.
  enum Content {
    /// A session.
    case session(Session)
    /// A lesson.
    case lesson(LessonPlayer)
  }

  /// A session.
  init(_ session: Session) { content = .session(session) }

  /// A lesson.
  init(lesson player: LessonPlayer) { content = .lesson(player) }

  /// The state for a terminal of a size.
  func state(_ size: GridSize) -> AppState {
    switch content {
    case .session(let session): AppState(session: session, size: size)
    case .lesson(let player): AppState(lesson: player, size: size)
    }
  }
}
