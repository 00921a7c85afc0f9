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

  /// The first point of the set from one on; `nil` if there is none. O(points / 64).
  func first(from point: Int) -> Int? {
    let point = max(0, point)
    guard point >> 6 < words.count else { return nil }
    var bits = words[point >> 6] & .max << UInt64(point & 63)
    for word in point >> 6..<words.count {
      if word > point >> 6 { bits = words[word] }
      if bits != 0 { return word << 6 + bits.trailingZeroBitCount }
    }
    return nil
  }

  /// The last point of the set before one; `nil` if there is none. O(points / 64).
  func last(before point: Int) -> Int? {
    guard point > 0, !words.isEmpty else { return nil }
    let last = min(point - 1, words.count << 6 - 1)
    var bits = words[last >> 6] & .max >> UInt64(63 - last & 63)
    for word in (0...last >> 6).reversed() {
      if word < last >> 6 { bits = words[word] }
      if bits != 0 { return word << 6 + 63 - bits.leadingZeroBitCount }
    }
    return nil
  }

  /// Takes the points from one on out.
  mutating func remove(from point: Int) {
    guard point >> 6 < words.count else { return }
    words.removeSubrange((point >> 6 + 1)...)
    words[point >> 6] &= 1 << UInt64(point & 63) - 1
  }
}
