import CellGrid

/// How views share a part of the screen.
indirect enum Arrangement: Sendable {
  /// A view.
  case view(ViewName)
  /// Of several views the one that has the keys, else the first.
  case choice([ViewName])
  /// Views beside each other where there are so many columns, else one of them.
  case beside([ViewName], atLeast: Int)
  /// Parts below each other.
  case below([Band])

  /// A part with its height.
  struct Band: Sendable {
    let height: Height
    let content: Arrangement

    init(_ height: Height, _ content: Arrangement) {
      self.height = height
      self.content = content
    }
  }

  /// How high a part is.
  enum Height: Sendable {
    /// What the others leave.
    case rest
    /// A half, the empty row below it counted.
    case half
    /// So many rows; on a roomy screen more, and one more for every `each` rows above 32.
    case rows(Int, roomy: Int, each: Int)
  }
}

extension Arrangement {
  /// Where the views are within a rectangle.
  func panes(in rect: GridRect, focus: ViewName, isRoomy: Bool) -> [ViewName: GridRect] {
    switch self {
    case .view(let view): return [view: rect]
    case .choice(let views): return [views.contains(focus) ? focus : views[0]: rect]
    case .beside(let views, let least):
      guard rect.columns >= least else {
        return Self.choice(views).panes(in: rect, focus: focus, isRoomy: isRoomy)
      }
      return Self.columns(views, in: rect)
    case .below(let bands): return Self.stack(bands, in: rect, focus, isRoomy)
    }
  }

  /// The views that it has room for, in the order in which Tab visits them.
  var views: [ViewName] {
    switch self {
    case .view(let view): [view]
    case .choice(let views), .beside(let views, _): views
    case .below(let bands): bands.flatMap(\.content.views)
    }
  }

  /// The same with a view in it: one that it lacks takes the place of those that have the most room.
  func showing(_ view: ViewName) -> Arrangement {
    guard !views.contains(view), case .below(var bands) = self else { return self }
    let place = bands.firstIndex { if case .rest = $0.height { true } else { false } } ?? 0
    bands[place] = Band(bands[place].height, .view(view))
    return .below(bands)
  }

  private static func columns(_ views: [ViewName], in rect: GridRect) -> [ViewName: GridRect] {
    var panes: [ViewName: GridRect] = [:]
    let gap = rect.columns >= 100 ? 2 : 1
    let width = (rect.columns - 1) / views.count
    var rest = rect
    for (place, view) in views.enumerated() {
      var pane = rest
      if place < views.count - 1 { (pane, rest) = rest.split(left: width) }
      panes[view] = place == 0 ? pane : pane.split(left: gap).rest
    }
    return panes
  }

  /// The parts from the last one up; there is an empty row between two if there is room.
  private static func stack(
    _ bands: [Band], in rect: GridRect, _ focus: ViewName, _ isRoomy: Bool
  ) -> [ViewName: GridRect] {
    var panes: [ViewName: GridRect] = [:]
    var rest = rect
    func place(_ content: Arrangement, in pane: GridRect) {
      panes.merge(content.panes(in: pane, focus: focus, isRoomy: isRoomy)) { $1 }
    }
    for band in bands.reversed() {
      switch band.height {
      case .rest: break
      case .half:
        let half = rest.split(top: (rest.rows + 1) / 2)
        rest = half.rest
        place(band.content, in: half.top.split(bottom: 1).rest)
      case .rows(let rows, let roomy, let each):
        let height = isRoomy ? roomy + max(0, rect.rows - 31) / each : rows
        let part = rest.split(bottom: height)
        rest = rect.rows >= 16 ? part.rest.split(bottom: 1).rest : part.rest
        place(band.content, in: part.bottom)
      }
    }
    for case (.rest, let content) in bands.map({ ($0.height, $0.content) }) {
      place(content, in: rest)
    }
    return panes
  }
}
