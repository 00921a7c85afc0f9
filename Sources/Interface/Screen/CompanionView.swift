import CellGrid
import Narration
import Script
import Session
import Simulation

/// The branch that was left, beside the run: at the same step, as far as it has one.
enum CompanionView {
  static func draw(
    _ state: AppState, _ half: Layout.Companion, _ layout: Layout, on grid: inout CellGrid
  ) {
    guard let timeline = state.session.companion, let snapshot = state.session.companionSnapshot
    else { return }
    if let title = layout.branchTitle {
      let name = named("this branch", state.session.branchName)
      draw(name, state.session.timeline, state.theme, isActive: true, title, on: &grid)
    }
    let name = named("other branch", state.session.otherBranches.last?.name)
    draw(name, timeline, state.theme, isActive: false, half.title, on: &grid)
    let setup = timeline.setupCount
    var scene = Scene(
      snapshot: snapshot,
      run: RunOutline(
        step: timeline.stepNumber(of: timeline.point),
        lastStep: timeline.stepNumber(of: timeline.end),
        setupCount: setup, series: timeline.series), names: state.session.names)
    scene.theme = state.theme
    scene.timeline = timeline
    // Both halves are zoomed and scrolled alike; no view of this one has the keys.
    scene.viewports = state.viewports
    scene.viewports.heapSpan = state.heapSpan
    scene.focus = .timeline
    scene.isWholeScreen = state.isWholeScreen
    for (view, rect) in half.panes { view.spec.draw(scene, rect, &grid) }
  }

  /// What a branch is called, with the name that the user gave it.
  private static func named(_ title: String, _ name: String?) -> String {
    title + (name.map { " \($0)" } ?? "")
  }

  private static func draw(
    _ name: String, _ timeline: Timeline, _ theme: Theme, isActive: Bool, _ rect: GridRect,
    on grid: inout CellGrid
  ) {
    let inner = rect.inset(columns: 1, rows: 0)
    let step = NumberText.count(max(0, timeline.stepNumber(of: timeline.point)))
    let last = NumberText.count(max(0, timeline.stepNumber(of: timeline.end)))
    let policy = timeline.machine.kernel.heapDescription.policy.plainName
    // What does not fit is left out as a whole.
    let forms = [
      "  \(policy) · step \(step) of \(last)", "  \(policy) · step \(step)", "  \(policy)",
    ]
    let room = inner.columns - name.count
    var text = StyledText(name, theme.on(isActive ? theme.accent : theme.bright).bold)
    text.append(
      forms.first { Glyph.columns(of: $0) <= room } ?? "", theme.on(theme.dim))
    grid.put(text.truncated(to: inner.columns), at: inner.origin, within: inner)
  }
}
