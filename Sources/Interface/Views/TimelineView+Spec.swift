import CellGrid
import Session

extension TimelineView {
  /// The timeline among the views. Its cursor is the step; the zoom is that of the heap.
  static let spec = ViewSpec(
    title: "timeline", isOfRun: true,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      // A column of the graph at a time, or a tenth of the way.
      let steps = max(1, state.session.lastStepNumber / max(1, size.columns - 12))
      let distance =
        switch direction {
        case .left: -steps
        case .right: steps
        case .down: 10 * steps
        case .up: -10 * steps
        }
      let number = state.session.stepNumber + distance
      state.session.seek(toStep: max(0, min(number, state.session.lastStepNumber)))
    },
    zoom: HeapView.zoom,
    click: { state, point, rect in
      let graph = graphColumns(in: rect)
      guard graph.contains(point.column), graph.count > 1 else { return }
      let steps = state.session.lastStepNumber
      state.session.seek(
        toStep: (point.column - graph.lowerBound) * steps / (graph.count - 1))
    })
}
