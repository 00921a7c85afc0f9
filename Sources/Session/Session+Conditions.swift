public import Simulation

extension Session {
  /// Whether a condition holds at the point. O(steps to the checkpoint before it).
  public func holds(_ condition: Condition) -> Bool {
    // What comes behind the point does not matter.
    var run = timeline.branch()
    var search = Search(
      for: .condition(condition, names, stepTexts), .forward, from: run.point, including: true,
      in: run)
    return search.finish(in: &run) == run.point
  }
}
