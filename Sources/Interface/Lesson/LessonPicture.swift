public import CellGrid
public import Lessons
import Session

extension LessonStop {
  /// The machine beside the text at this moment, as the interface shows it without the text.
  public func picture(size: GridSize) -> CellGrid {
    var session = session
    session.attend(to: .moments)
    var state = AppState(session: session, size: size)
    state.isSideBySide = !session.otherBranches.isEmpty
    state.follow(staging)
    // What the graphs need, and where the other branch is.
    while state.isBusy { _ = reduce(&state, .work) }
    return render(state)
  }
}

/// The whole screen of a lesson where its reader is.
public func picture(of player: LessonPlayer, size: GridSize) -> CellGrid {
  var state = AppState(lesson: player, size: size)
  while state.isBusy { _ = reduce(&state, .work) }
  return render(state)
}
