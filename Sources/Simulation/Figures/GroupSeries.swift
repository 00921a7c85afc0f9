import MemoryCore

/// The extents of a group's figures over the leaves of a series.
///
/// Only leaves in which something changed are kept; the others have the values that the last one
/// before them ended with.
struct GroupSeries: Equatable, Sendable {
  private typealias Row = InlineArray<16, UInt64>

  /// The place of the group's first figure among all.
  private let first: Int
  /// How many figures there are.
  private let width: Int
  /// The numbers of the leaves that are kept.
  private var numbers: [Int] = []
  private var kept: MinMaxPyramid
  /// The values at the ends of these.
  private var ends: [UInt64] = []
  /// The extents over the points of the leaf that is not whole yet; the values before it if nothing
  /// has changed in it.
  private var least = Row(repeating: 0)
  private var greatest = Row(repeating: 0)

  /// A series of a group's figures.
  init(_ group: FigureGroup) {
    first = group.rawValue * FigureGroup.capacity
    width = group.figures.count
    kept = MinMaxPyramid(width: width)
  }

  /// How many leaves are kept: what the series costs.
  var keptCount: Int { numbers.count }

  /// Takes in the values of a point, the first of its leaf or another. They stay as they are, and are
  /// passed by reference here and below to save a copy of all of them.
  @inline(__always)
  mutating func take(_ values: inout FigureValues, startsLeaf: Bool) {
    if startsLeaf { return restart(&values) }
    for figure in 0..<width {
      let word = values.words[first &+ figure]
      // Branches, which almost always go the same way.
      if word < least[figure] { least[figure] = word }
      if word > greatest[figure] { greatest[figure] = word }
    }
  }

  /// Ends the leaf with a number at some values.
  mutating func close(_ number: Int, at values: inout FigureValues) {
    let before = ends.count - width
    let isAsBefore =
      before >= 0
      && (0..<width).allSatisfy {
        least[$0] == ends[before + $0] && greatest[$0] == ends[before + $0]
      }
    guard !isAsBefore else { return }
    numbers.append(number)
    kept.append(least: least.span, greatest: greatest.span)
    for figure in 0..<width { ends.append(values.words[first + figure]) }
    restart(&values)
  }

  private mutating func restart(_ values: inout FigureValues) {
    for figure in 0..<width {
      least[figure] = values.words[first &+ figure]
      greatest[figure] = values.words[first &+ figure]
    }
  }

  /// The extent of a figure, by its place among all, over some whole leaves; `nil` without any.
  func extent(of index: Int, over leaves: Range<Int>) -> Extent? {
    guard !leaves.isEmpty else { return nil }
    let figure = index - first
    let inside = place(of: leaves.lowerBound)..<place(of: leaves.upperBound)
    let extent = kept.extent(of: figure, over: inside)
    if inside.lowerBound < numbers.count, numbers[inside.lowerBound] == leaves.lowerBound {
      return extent
    }
    let inherited = Extent(end(inside.lowerBound - 1)[figure])
    return extent?.joined(inherited) ?? inherited
  }

  /// The extent of a figure over the leaf that is not whole.
  func openExtent(of index: Int) -> Extent {
    Extent(least: least[index - first], greatest: greatest[index - first])
  }

  /// Keeps the first leaves; if the next one is cut it keeps its extents, rounded outwards, as the
  /// leaf that is not whole. O(leaves).
  mutating func truncate(toLeaves count: Int, cutsNext: Bool) {
    let next = place(of: count)
    if cutsNext, next < numbers.count, numbers[next] == count {
      let row = kept.row(next)
      for figure in 0..<width {
        (least[figure], greatest[figure]) = (row[figure], row[width + figure])
      }
    } else if next > 0 {
      let end = end(next - 1)
      for figure in 0..<width { (least[figure], greatest[figure]) = (end[figure], end[figure]) }
    }
    numbers.removeSubrange(next...)
    ends.removeSubrange((next * width)...)
    kept.removeLeaves(from: next)
  }

  /// Makes one leaf of every two of an even number. O(leaves).
  mutating func halve() {
    let old = self
    (numbers, ends, kept) = ([], [], MinMaxPyramid(width: width))
    var place = 0
    while place < old.numbers.count {
      let number = old.numbers[place] / 2
      var row = old.kept.row(place)
      if old.numbers[place] % 2 == 1 {
        // The first half has the values that were before.
        if place > 0 { join(&row, old.end(place - 1) + old.end(place - 1)) }
      } else if place + 1 < old.numbers.count, old.numbers[place + 1] / 2 == number {
        place += 1
        join(&row, old.kept.row(place))
      }
      numbers.append(number)
      kept.append(row)
      ends += old.end(place)
      place += 1
    }
  }

  /// Takes the extents of the last of `count` leaves into the one that is not whole, which it is the
  /// start of.
  mutating func reopenLast(of count: Int) {
    let (low, high) = (least, greatest)
    truncate(toLeaves: count - 1, cutsNext: true)
    for figure in 0..<width {
      least[figure] = min(least[figure], low[figure])
      greatest[figure] = max(greatest[figure], high[figure])
    }
  }

  private func join(_ row: inout [UInt64], _ other: [UInt64]) {
    for figure in 0..<width {
      row[figure] = min(row[figure], other[figure])
      row[width + figure] = max(row[width + figure], other[width + figure])
    }
  }

  /// The values at the end of a kept leaf.
  private func end(_ place: Int) -> [UInt64] { Array(ends[place * width..<(place + 1) * width]) }

  /// The place of the first kept leaf with this number or a higher one.
  private func place(of number: Int) -> Int { numbers.partitioningIndex { $0 >= number } }

  static func == (left: Self, right: Self) -> Bool {
    left.numbers == right.numbers && left.kept == right.kept && left.ends == right.ends
      && (0..<left.width).allSatisfy {
        left.least[$0] == right.least[$0] && left.greatest[$0] == right.greatest[$0]
      }
  }
}
