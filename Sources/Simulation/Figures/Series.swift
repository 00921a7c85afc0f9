import MemoryCore

/// The figures of every point of a run, for graphs and searches.
///
/// Kept are the least and the greatest value of leaves of one point or more: up to 2^16 points
/// every stretch is exact; beyond, neighbouring leaves become one, and the ends of a stretch are
/// rounded outwards to leaves. Memory is bounded: some 25 MB, however long the run is.
public struct Series: Equatable, Sendable {
  /// How many points there are.
  public private(set) var count = 0
  /// How many points a leaf stands for, a power of two.
  public private(set) var leafSize = 1

  /// The points to which refused commands lead, in order.
  private var refusals: [Int] = []

  private static let leafLimit = 1 << 16
  private var leaves = MinMaxPyramid()
  /// The points behind the last whole leaf; `nil` if there are none.
  private var rest: FigureExtents?

  /// A series without points.
  public init() {}

  /// The least and the greatest value of a figure over some points; `nil` without any. The step
  /// is not a figure of the series.
  ///
  /// Beyond 2^16 points it may take in some more on either side. O(log n).
  public func extent(of figure: Figure, over points: Range<Int>) -> Extent? {
    let points = points.clamped(to: 0..<count)
    guard !points.isEmpty else { return nil }
    let range = points.lowerBound / leafSize..<(points.upperBound - 1) / leafSize + 1
    let extent = leaves.extent(of: figure, over: range)
    guard range.upperBound > leaves.leafCount, let rest else { return extent }
    return extent?.joined(rest[figure]) ?? rest[figure]
  }

  /// Whether memory ran out, an access faulted or a command was refused at one of some points.
  /// O(log n).
  public func hasTrouble(at points: Range<Int>) -> Bool {
    if hasRefusal(at: points) { return true }
    return [Figure.outOfMemory, .faultsTotal].contains { figure in
      let around = max(0, points.lowerBound - 1)..<points.upperBound
      guard let extent = extent(of: figure, over: around) else { return false }
      return extent.greatest > extent.least
    }
  }

  /// Whether a command that leads to one of some points was refused. O(log refusals).
  func hasRefusal(at points: Range<Int>) -> Bool {
    let first = firstRefusal(atOrAfter: points.lowerBound)
    return first < refusals.count && refusals[first] < points.upperBound
  }

  /// Says that the command that leads to the next point was refused.
  mutating func noteRefusal() { refusals.append(count) }

  /// Says how many points there will be, so that leaves are at once as large as they have to be.
  mutating func expect(_ total: Int) {
    while total > Self.leafLimit * leafSize { coarsen() }
  }

  /// Adds a point. The values stay as they are, and are passed by reference to save the copy.
  mutating func append(_ values: inout FigureValues) {
    if count == Self.leafLimit * leafSize { coarsen() }
    count += 1
    guard leafSize > 1 else { return leaves.append(FigureExtents(values)) }
    if rest?.join(&values) == nil { rest = FigureExtents(values) }
    guard count & (leafSize - 1) == 0, let whole = rest else { return }
    leaves.append(whole)
    rest = nil
  }

  /// Keeps the first points. O(leaves).
  mutating func truncate(toCount newCount: Int) {
    guard newCount < count else { return }
    let whole = newCount / leafSize
    // The leaf that is cut keeps its extents: rounded outwards, as ever.
    if newCount % leafSize == 0 {
      rest = nil
    } else if whole < leaves.leafCount {
      rest = leaves[whole]
    }
    leaves.removeLeaves(from: whole)
    refusals.removeSubrange(firstRefusal(atOrAfter: newCount)...)
    count = newCount
  }

  private func firstRefusal(atOrAfter point: Int) -> Int {
    refusals.partitioningIndex { $0 >= point }
  }

  /// Makes one leaf of every two.
  private mutating func coarsen() {
    let last = leaves.leafCount - 1
    if last >= 0, last % 2 == 0 {
      // The odd one is the start of a leaf that is not whole.
      var odd = leaves[last]
      if let rest { odd.join(rest) }
      rest = odd
      leaves.removeLeaves(from: last)
    }
    leafSize *= 2
    leaves.halve()
  }
}
