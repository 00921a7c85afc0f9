/// The extents of the figures over any stretch of a series, at a price that does not depend on the
/// stretch.
///
/// Leaves, and above them levels of 16 to one; a level holds whole groups only, so that a leaf is
/// joined upwards once.
struct MinMaxPyramid: Equatable, Sendable {
  private static let fanOut = 16
  private var levels: [[FigureExtents]]

  /// A pyramid on these leaves. O(n).
  init(leaves: [FigureExtents] = []) {
    levels = [leaves]
    while let below = levels.last, below.count >= Self.fanOut {
      levels.append((0..<below.count / Self.fanOut).map { Self.group($0, of: below) })
    }
  }

  /// How many leaves there are.
  var leafCount: Int { levels[0].count }

  /// The leaf with a number.
  subscript(leaf: Int) -> FigureExtents { levels[0][leaf] }

  /// Adds a leaf. Amortised O(1).
  mutating func append(_ leaf: borrowing FigureExtents) {
    levels[0].append(copy leaf)
    var level = 0
    while levels[level].count % Self.fanOut == 0 {
      let group = Self.group(levels[level].count / Self.fanOut - 1, of: levels[level])
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(group)
    }
  }

  /// The extent of a figure over some leaves; `nil` without any. O(log n).
  func extent(of figure: Figure, over leaves: Range<Int>) -> Extent? {
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
      let extent = levels[level][low / size][figure]
      result = result?.joined(extent) ?? extent
      low += size
    }
    return result
  }

  /// Keeps the first leaves. O(n): for branches, which are rare.
  mutating func removeLeaves(from first: Int) {
    self = MinMaxPyramid(leaves: Array(levels[0].prefix(first)))
  }

  /// Makes one leaf of every two, of which there is an even number. O(n).
  mutating func halve() {
    let leaves = levels[0]
    self = MinMaxPyramid(
      leaves: stride(from: 0, to: leaves.count - 1, by: 2).map { place in
        var leaf = leaves[place]
        leaf.join(leaves[place + 1])
        return leaf
      })
  }

  private static func group(_ number: Int, of below: [FigureExtents]) -> FigureExtents {
    var joined = below[number * fanOut]
    for place in number * fanOut + 1..<(number + 1) * fanOut { joined.join(below[place]) }
    return joined
  }
}
