import CellGrid
import Script
import Simulation

extension StatisticsView {
  /// Statistics among the views: the cursor chooses what the timeline draws.
  static let spec = ViewSpec(
    title: "all figures", shown: .stats,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      let plan = StatisticsPlan(state.scene, size: size)
      guard let here = plan.cursor.flatMap({ plan.rows.firstIndex(of: $0) }) else {
        return state.choose(plan.rows[plan.top])
      }
      let distance =
        switch direction {
        case .up: -1
        case .down: 1
        case .left: -plan.lines
        case .right: plan.lines
        }
      if plan.rows.indices.contains(here + distance) { state.choose(plan.rows[here + distance]) }
    },
    zoom: HeapView.zoom,
    click: { state, point, rect in
      let plan = StatisticsPlan(state.scene, size: rect.size)
      let place = rect.place(of: point)
      guard place.row >= 1 else { return }
      let column = min(plan.columns - 1, place.column / max(1, plan.width))
      let row = plan.top + place.row - 1 + column * plan.lines
      if plan.top + place.row <= plan.lines, plan.rows.indices.contains(row) {
        state.choose(plan.rows[row])
      }
    })
}

extension AppState {
  /// Puts the cursor on a figure; one that the timeline can draw is drawn there.
  fileprivate mutating func choose(_ figure: Figure) {
    viewports.figure = figure
    if let series = TimelineSeries.allCases.first(where: { $0.figure == figure }) {
      viewports.series = series
    }
  }
}
