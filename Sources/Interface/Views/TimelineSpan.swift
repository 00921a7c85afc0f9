import Simulation

/// Which steps a column of the timeline stands for.
///
/// The steps are those behind the setup; in a run without any the bar shows the setup.
struct TimelineSpan {
  /// The first and the last point, counted like the steps of the run.
  let points: ClosedRange<Int>
  /// Whether there is a step behind the setup.
  let hasSteps: Bool
  /// How many columns there are.
  let columns: Int

  init(_ run: RunOutline, columns: Int) {
    hasSteps = run.lastStep > 0
    points = hasSteps ? 0...run.lastStep : -max(0, run.setupCount)...0
    self.columns = columns
  }

  /// The steps that a column stands for: those behind the column before, up to its own. A column
  /// that has none, in a run of few steps, shows the one before it.
  func points(ofColumn column: Int) -> ClosedRange<Int> {
    let last = lastPoint(ofColumn: column)
    return min(newPoints(ofColumn: column).lowerBound, last)...last
  }

  /// The steps that no column before stands for; it may be none.
  func newPoints(ofColumn column: Int) -> Range<Int> {
    let first = column > 0 ? lastPoint(ofColumn: column - 1) + 1 : points.lowerBound
    return first..<lastPoint(ofColumn: column) + 1
  }

  /// The first column that reaches a point; the nearest for one outside.
  func column(of point: Int) -> Int {
    guard points.count > 1, columns > 1 else { return 0 }
    let distance = min(max(point, points.lowerBound), points.upperBound) - points.lowerBound
    let (intervals, steps) = (columns - 1, points.count - 1)
    return (distance * intervals + steps - 1) / steps
  }

  private func lastPoint(ofColumn column: Int) -> Int {
    guard columns > 1 else { return points.upperBound }
    return points.lowerBound + column * (points.count - 1) / (columns - 1)
  }
}
