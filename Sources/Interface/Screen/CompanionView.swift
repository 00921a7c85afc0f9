import CellGrid
import Script
import Simulation

/// The branch that was left, beside the run: at the same step, as far as it has one.
enum CompanionView {
  static func draw(
    _ state: AppState, _ half: Layout.Companion, _ layout: Layout, on grid: inout CellGrid
  ) {
    guard let timeline = state.session.companion, let snapshot = state.session.companionSnapshot
    else { return }
    if let title = layout.branchTitle {
      draw("this branch", state.session.timeline, state.theme, isActive: true, title, on: &grid)
    }
    draw("other branch", timeline, state.theme, isActive: false, half.title, on: &grid)
    let setup = timeline.setupCount
    var scene = Scene(
      snapshot: snapshot,
      run: RunOutline(
        step: timeline.stepNumber(of: timeline.point),
        lastStep: timeline.stepNumber(of: timeline.end),
        setupCount: setup, series: timeline.series), names: state.session.names)
    scene.theme = state.theme
    // Both halves are zoomed and scrolled alike; no view of this one has the keys.
    scene.viewports = state.viewports
    scene.focus = .timeline
    if let rect = half.panes[.heap] { HeapView.draw(scene, in: rect, on: &grid) }
    if let rect = half.panes[.frames] { FramesView.draw(scene, in: rect, on: &grid) }
  }

  private static func draw(
    _ name: String, _ timeline: Timeline, _ theme: Theme, isActive: Bool, _ rect: GridRect,
    on grid: inout CellGrid
  ) {
    let inner = rect.inset(columns: 1, rows: 0)
    var text = StyledText(name, theme.on(isActive ? theme.accent : theme.bright).bold)
    let step = NumberText.count(max(0, timeline.stepNumber(of: timeline.point)))
    let last = NumberText.count(max(0, timeline.stepNumber(of: timeline.end)))
    text.append(
      "  \(timeline.machine.kernel.heapDescription.policy.plainName) · step \(step) of \(last)",
      theme.on(theme.dim))
    grid.put(
      text.truncated(to: inner.columns), at: GridPoint(column: inner.column, row: inner.row),
      within: inner)
  }
}
