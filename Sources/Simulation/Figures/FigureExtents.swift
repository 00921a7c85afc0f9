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

  /// Takes in the point behind the last. The values stay as they are, and are passed by reference
  /// to save the copy.
  mutating func join(_ values: inout FigureValues) {
    for index in 0..<Figure.heapCount { take(values.words[index], index) }
    guard !values.isHeapOnly else { return }
    for index in Figure.heapCount..<FigureValues.count { take(values.words[index], index) }
  }

  @inline(__always)
  private mutating func take(_ word: UInt64, _ index: Int) {
    // Branches, which almost always go the same way.
    if word < least[index] { least[index] = word }
    if word > greatest[index] { greatest[index] = word }
  }

  /// Takes in the points of others.
  mutating func join(_ other: borrowing FigureExtents) {
    let (lows, highs) = (other.least.span, other.greatest.span)
    for index in 0..<FigureValues.count {
      if lows[index] < least[index] { least[index] = lows[index] }
      if highs[index] > greatest[index] { greatest[index] = highs[index] }
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    (0..<FigureValues.count).allSatisfy {
      left.least[$0] == right.least[$0] && left.greatest[$0] == right.greatest[$0]
    }
  }
}
