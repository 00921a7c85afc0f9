import CellGrid
import Script
import Session
import Simulation

extension EventsView {
  /// Events among the views. Its cursor is the step; the zoom chooses which are listed.
  static let spec = ViewSpec(
    title: "events, step by step", shown: .events,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, _ in
      let isBack = direction == .up || direction == .left
      guard let point = state.event(isBack ? .backward : .forward, state.viewports.eventFilter)
      else { return }
      state.session.seek(to: point)
    },
    zoom: { state, step, _ in
      let all = EventFilter.allCases
      let place = state.viewports.eventFilter.rawValue - step.signum()
      state.viewports.eventFilter = all[max(0, min(all.count - 1, place))]
    },
    click: { state, point, rect in
      let row = rect.place(of: point).row - 1
      let points = points(in: state.scene, rows: rect.rows - 1)
      if points.indices.contains(row) { state.session.seek(to: points[row]) }
    })
}

extension AppState {
  /// The next step that a filter lets through, or the one before.
  func event(_ direction: Search.Direction, _ filter: EventFilter) -> Int? {
    let list = EventList(scene, session.timeline, filter)
    let here = session.timeline.point
    return direction == .forward ? list.first(from: here + 1) : list.last(before: here)
  }
}
