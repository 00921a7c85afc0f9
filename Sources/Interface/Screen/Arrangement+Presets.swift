extension Arrangement {
  /// Frames and tables side by side, below them the heap and the timeline.
  static let overview = Arrangement.below([
    Band(.rest, .beside([.frames, .tables], atLeast: 72)),
    Band(.rows(3, roomy: 7, each: 6), .view(.heap)),
    Band(.rows(3, roomy: 5, each: 8), .view(.timeline)),
  ])

  /// One of two branches; the timeline is below both.
  static let branch = Arrangement.below([
    Band(.half, .view(.heap)), Band(.rest, .choice([.frames, .tables])),
  ])
}
