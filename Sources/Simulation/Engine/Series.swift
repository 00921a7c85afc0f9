/// The figures of every point of a run, for graphs and searches.
///
/// Kept are the least and the greatest value of leaves of one point or more: up to 2^17 points
/// every stretch is exact; beyond, neighbouring leaves become one, and the ends of a stretch are
/// rounded outwards to leaves. Memory is bounded: some 50 MB, however long the run is.
public struct Series: Equatable, Sendable {
  /// How many points there are.
  public private(set) var count = 0
  /// How many points a leaf stands for, a power of two.
  public private(set) var leafSize = 1

  private static let leafLimit = 1 << 17
  private var pyramids = [MinMaxPyramid](
    repeating: MinMaxPyramid(), count: Figure.allCases.count)
  /// The points behind the last whole leaf.
  private var current = [Extent](repeating: Extent(0), count: Figure.allCases.count)

  /// A series without points.
  public init() {}

  /// The least and the greatest value of a figure over some points; `nil` without any. The step
  /// is not a figure of the series.
  ///
  /// Beyond 2^17 points it may take in some more on either side. O(log n).
  public func extent(of figure: Figure, over points: Range<Int>) -> Extent? {
    let points = points.clamped(to: 0..<count)
    guard !points.isEmpty else { return nil }
    let pyramid = pyramids[figure.index]
    let leaves = points.lowerBound / leafSize..<(points.upperBound - 1) / leafSize + 1
    let extent = pyramid.extent(of: leaves)
    guard leaves.upperBound > pyramid.leafCount else { return extent }
    return extent?.joined(current[figure.index]) ?? current[figure.index]
  }

  /// Whether memory ran out or an access faulted at one of some points.
  public func hasTrouble(at points: Range<Int>) -> Bool {
    [Figure.outOfMemory, .faultsTotal].contains { figure in
      let around = max(0, points.lowerBound - 1)..<points.upperBound
      guard let extent = extent(of: figure, over: around) else { return false }
      return extent.greatest > extent.least
    }
  }

  /// Adds a point.
  mutating func append(_ values: FigureValues) {
    if count == Self.leafLimit * leafSize { coarsen() }
    if count % leafSize == 0 {
      for figure in Figure.allCases { current[figure.index] = Extent(values[figure]) }
    } else {
      for figure in Figure.allCases { current[figure.index].join(values[figure]) }
    }
    count += 1
    guard count % leafSize == 0 else { return }
    for index in pyramids.indices { pyramids[index].append(current[index]) }
  }

  /// Keeps the first points. O(leaves).
  mutating func truncate(toCount newCount: Int) {
    guard newCount < count else { return }
    let whole = newCount / leafSize
    if newCount % leafSize != 0, whole < pyramids[0].leafCount {
      // The leaf that is cut keeps its extent: rounded outwards, as ever.
      for figure in Figure.allCases {
        let leaf = pyramids[figure.index].extent(of: whole..<whole + 1)
        current[figure.index] = leaf ?? current[figure.index]
      }
    }
    for index in pyramids.indices { pyramids[index].removeLeaves(from: whole) }
    count = newCount
  }

  private mutating func coarsen() {
    leafSize *= 2
    for index in pyramids.indices { pyramids[index].halve() }
  }
}
