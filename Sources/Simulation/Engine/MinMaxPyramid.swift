/// The least and the greatest value of any stretch of a series, at a price that does not depend
/// on the stretch.
///
/// Leaves, and above them levels of 16 to one.
struct MinMaxPyramid: Equatable, Sendable {
  private static let fanOut = 16
  /// The leaves, then each level above; the last extent of a level may stand for fewer than 16.
  private var levels: [[Extent]] = [[]]

  /// How many leaves there are.
  var leafCount: Int { levels[0].count }

  /// The last leaf; `nil` if there is none.
  var last: Extent? { levels[0].last }

  /// Adds a leaf. Amortised O(1).
  mutating func append(_ leaf: Extent) {
    levels[0].append(leaf)
    var level = 1
    while levels[level - 1].count > Self.fanOut {
      let place = (levels[level - 1].count - 1) / Self.fanOut
      if level == levels.count {
        levels.append(Self.joined(levels[level - 1]))
      } else if place == levels[level].count {
        levels[level].append(leaf)
      } else {
        levels[level][place].join(leaf)
      }
      level += 1
    }
  }

  /// The extent of some leaves; `nil` without any. O(log n).
  func extent(of range: Range<Int>) -> Extent? {
    var (low, high) = (max(0, range.lowerBound), min(leafCount, range.upperBound))
    guard low < high else { return nil }
    var result = levels[0][low]
    for level in levels {
      if level.count <= Self.fanOut || high - low <= 2 * Self.fanOut {
        for place in low..<high { result.join(level[place]) }
        return result
      }
      while low % Self.fanOut != 0 {
        result.join(level[low])
        low += 1
      }
      while high % Self.fanOut != 0 {
        high -= 1
        result.join(level[high])
      }
      (low, high) = (low / Self.fanOut, high / Self.fanOut)
      if low >= high { return result }
    }
    return result
  }

  /// Takes the last leaf away. O(n): for branches, which are rare.
  mutating func removeLeaves(from first: Int) {
    self = MinMaxPyramid(leaves: Array(levels[0].prefix(first)))
  }

  /// Makes one leaf of every two. O(n).
  mutating func halve() {
    let leaves = levels[0]
    self = MinMaxPyramid(
      leaves: stride(from: 0, to: leaves.count, by: 2).map { place in
        place + 1 < leaves.count ? leaves[place].joined(leaves[place + 1]) : leaves[place]
      })
  }

  /// A pyramid on these leaves. O(n).
  init(leaves: [Extent] = []) {
    levels = [leaves]
    while let below = levels.last, below.count > Self.fanOut { levels.append(Self.joined(below)) }
  }

  private static func joined(_ below: [Extent]) -> [Extent] {
    stride(from: 0, to: below.count, by: fanOut).map { start in
      var extent = below[start]
      for place in start..<min(start + fanOut, below.count) { extent.join(below[place]) }
      return extent
    }
  }
}

/// The least and the greatest of some values.
public struct Extent: Equatable, Sendable {
  /// The least.
  public var least: UInt64
  /// The greatest.
  public var greatest: UInt64

  /// The extent of one value.
  public init(_ value: UInt64) { (least, greatest) = (value, value) }

  /// An extent.
  public init(least: UInt64, greatest: UInt64) {
    (self.least, self.greatest) = (least, greatest)
  }

  /// Takes in a value.
  @inline(__always)
  mutating func join(_ value: UInt64) {
    if value < least { least = value }
    if value > greatest { greatest = value }
  }

  /// Takes in the values of another extent.
  @inline(__always)
  mutating func join(_ other: Extent) {
    if other.least < least { least = other.least }
    if other.greatest > greatest { greatest = other.greatest }
  }

  /// The extent of the values of both.
  func joined(_ other: Extent) -> Extent {
    var joined = self
    joined.join(other)
    return joined
  }
}
