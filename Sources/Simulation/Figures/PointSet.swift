/// Some points of a run, a bit for each.
struct PointSet: Equatable, Sendable {
  private var words: [UInt64] = []

  /// Adds a point.
  mutating func insert(_ point: Int) {
    while words.count <= point >> 6 { words.append(0) }
    words[point >> 6] |= 1 << UInt64(point & 63)
  }

  /// Whether one of some points is in the set. O(points / 64).
  func contains(anyOf points: Range<Int>) -> Bool {
    let points = points.clamped(to: 0..<words.count << 6)
    guard let first = points.first, let last = points.last else { return false }
    for word in first >> 6...last >> 6 {
      var bits = words[word]
      if word == first >> 6 { bits &= .max << UInt64(first & 63) }
      if word == last >> 6 { bits &= .max >> UInt64(63 - last & 63) }
      if bits != 0 { return true }
    }
    return false
  }

  /// Takes the points from one on out.
  mutating func remove(from point: Int) {
    guard point >> 6 < words.count else { return }
    words.removeSubrange((point >> 6 + 1)...)
    words[point >> 6] &= 1 << UInt64(point & 63) - 1
  }
}
