/// The extents of some figures over any stretch of a series, at a price that does not depend on the
/// stretch.
///
/// Leaves, and above them levels of 16 to one; a level holds whole groups only, so that a leaf is
/// joined upwards once. A leaf is a row of words: the least values of the figures, then the greatest.
struct MinMaxPyramid: Equatable, Sendable {
  private static let fanOut = 16
  /// How many figures there are.
  let width: Int
  /// Behind one another, the leaves and what is above them.
  private var levels: [[UInt64]] = [[]]

  /// A pyramid without leaves.
  init(width: Int) { self.width = width }

  /// How many leaves there are.
  var leafCount: Int { levels[0].count / stride }

  /// The extent of a figure in a leaf.
  func extent(of figure: Int, in leaf: Int) -> Extent { extent(of: figure, leaf, level: 0) }

  /// Adds a leaf. Amortised O(1).
  mutating func append(least: Span<UInt64>, greatest: Span<UInt64>) {
    for figure in 0..<width { levels[0].append(least[figure]) }
    for figure in 0..<width { levels[0].append(greatest[figure]) }
    joinUpwards()
  }

  /// The extent of a figure over some leaves; `nil` without any. O(log n).
  func extent(of figure: Int, over leaves: Range<Int>) -> Extent? {
    var low = max(0, leaves.lowerBound)
    let high = min(leafCount, leaves.upperBound)
    var result: Extent?
    while low < high {
      // The largest whole group that starts here and ends within.
      var (level, size) = (0, 1)
      while level + 1 < levels.count, low % (size * Self.fanOut) == 0,
        low + size * Self.fanOut <= high
      {
        level += 1
        size *= Self.fanOut
      }
      let extent = extent(of: figure, low / size, level: level)
      result = result?.joined(extent) ?? extent
      low += size
    }
    return result
  }

  /// Keeps the first leaves. O(n): for branches, which are rare.
  mutating func removeLeaves(from first: Int) {
    let old = self
    self = MinMaxPyramid(width: width)
    for leaf in 0..<min(first, old.leafCount) { append(old.row(leaf)) }
  }

  /// The words of a leaf.
  func row(_ leaf: Int) -> [UInt64] { Array(levels[0][leaf * stride..<(leaf + 1) * stride]) }

  /// Adds a leaf by its words.
  mutating func append(_ row: [UInt64]) {
    levels[0] += row
    joinUpwards()
  }

  private var stride: Int { 2 * width }

  private func extent(of figure: Int, _ row: Int, level: Int) -> Extent {
    let first = row * stride + figure
    return Extent(least: levels[level][first], greatest: levels[level][first + width])
  }

  /// Joins every group that the last leaf has made whole.
  private mutating func joinUpwards() {
    var level = 0
    while levels[level].count % (Self.fanOut * stride) == 0 {
      let start = levels[level].count - Self.fanOut * stride
      let group = (0..<stride).map { column in
        (1..<Self.fanOut).reduce(levels[level][start + column]) { joined, row in
          let word = levels[level][start + row * stride + column]
          return column < width ? min(joined, word) : max(joined, word)
        }
      }
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level] += group
    }
  }
}
