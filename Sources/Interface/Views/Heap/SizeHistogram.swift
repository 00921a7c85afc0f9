import CellGrid
import Script

/// How many there are of each power of two: `16 3 █  32 1 ▃  64 1 ▃  128 0    8K+ 3 █`.
enum SizeHistogram {
  /// The bars from nothing to full.
  static let bars: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The sizes by power of two, from the least there is on; what there is no room for is counted in the last class
  /// shown, which has a `+`.
  static func text(
    _ label: String, of sizes: [UInt64], _ theme: Theme, columns: Int
  ) -> StyledText {
    var counts: [Int: Int] = [:]
    for size in sizes { counts[size < 2 ? 0 : 63 - size.leadingZeroBitCount, default: 0] += 1 }
    let title = StyledText(label + " ", theme.on(theme.dim))
    guard let largest = counts.keys.max(), let first = counts.keys.min() else { return title }
    for last in stride(from: largest, through: first, by: -1) {
      let line = title + bins(counts, first...last, hasMore: last < largest, theme)
      if line.columns <= columns { return line }
    }
    return (title + bins(counts, first...first, hasMore: true, theme)).truncated(to: columns)
  }

  private static func bins(
    _ counts: [Int: Int], _ classes: ClosedRange<Int>, hasMore: Bool, _ theme: Theme
  ) -> StyledText {
    let values = classes.map { place in
      counts.reduce(0) {
        $1.key == place || $1.key > place && place == classes.upperBound ? $0 + $1.value : $0
      }
    }
    let most = max(1, values.max() ?? 1)
    var text = StyledText()
    for (place, value) in zip(classes, values) {
      if place > classes.lowerBound { text.append("  ", theme.plain) }
      let plus = hasMore && place == classes.upperBound ? "+" : ""
      text.append(name(of: place) + plus + " ", theme.on(theme.dim))
      text.append(NumberText.count(value), theme.on(value > 0 ? theme.text : theme.dim))
      let height = value == 0 ? 0 : max(1, value * 8 / most)
      text.append(" " + String(bars[height]), theme.on(theme.heap))
    }
    return text
  }

  private static func name(of place: Int) -> String { NumberText.size(1 << UInt64(place)) }
}
