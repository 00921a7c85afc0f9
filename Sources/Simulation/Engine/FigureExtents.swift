/// The extents of all figures over some points; least and greatest apart, so that a point is
/// quickly taken in.
struct FigureExtents: Equatable, Sendable {
  private var least: FigureValues.Words
  private var greatest: FigureValues.Words

  /// The extents over one point.
  init(_ values: borrowing FigureValues) {
    (least, greatest) = (values.words, values.words)
  }

  /// The extent of a figure.
  subscript(figure: Figure) -> Extent {
    Extent(least: least[figure.index], greatest: greatest[figure.index])
  }

  /// Takes in the point behind the last: the figures that have changed, as the others are in.
  mutating func join(changesOf values: borrowing FigureValues) {
    var changed = values.changed
    while changed != 0 {
      let index = changed.trailingZeroBitCount
      changed &= changed &- 1
      guard index < FigureValues.count else { return }
      let word = values.words[index]
      if word < least[index] { least[index] = word }
      if word > greatest[index] { greatest[index] = word }
    }
  }

  /// Takes in the points of others.
  mutating func join(_ other: borrowing FigureExtents) {
    for index in 0..<FigureValues.count {
      least[index] = min(least[index], other.least[index])
      greatest[index] = max(greatest[index], other.greatest[index])
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    (0..<FigureValues.count).allSatisfy {
      left.least[$0] == right.least[$0] && left.greatest[$0] == right.greatest[$0]
    }
  }
}
