import Script

extension Arrangement {
  /// Frames and tables side by side, below them the heap and the timeline.
  static let overview = Arrangement.below([
    Band(.rest, .beside([.frames, .tables], atLeast: 72)),
    Band(.rows(3, roomy: 7, each: 6), .view(.heap)),
    Band(.rows(3, roomy: 5, each: 8), .view(.timeline)),
  ])

  /// The page tables, and the frames below them.
  static let tables = Arrangement.below([
    Band(.rest, .view(.tables)), Band(.rows(4, roomy: 9, each: 5), .view(.frames)),
  ])

  /// The heap, the frames and the timeline below it.
  static let heap = Arrangement.below([
    Band(.rest, .view(.heap)), Band(.rows(4, roomy: 7, each: 6), .view(.frames)),
    Band(.rows(3, roomy: 5, each: 8), .view(.timeline)),
  ])

  /// The frames, and the timeline below them.
  static let frames = Arrangement.below([
    Band(.rest, .view(.frames)), Band(.rows(3, roomy: 5, each: 8), .view(.timeline)),
  ])

  /// The view that has the keys, with all the room there is.
  static let presenter = Arrangement.below([
    Band(.rest, .choice([.frames, .tables, .heap])),
    Band(.rows(3, roomy: 4, each: 20), .view(.timeline)),
  ])

  /// The arrangement of a name.
  init(_ layout: ScreenLayout) {
    switch layout {
    case .overview: self = .overview
    case .tables: self = .tables
    case .heap: self = .heap
    case .frames: self = .frames
    case .presenter: self = .presenter
    }
  }

  /// One of two branches; the timeline is below both.
  static let branch = Arrangement.below([
    Band(.half, .view(.heap)), Band(.rest, .choice([.frames, .tables])),
  ])
}
