/// The end of a figure's values that is looked for.
public enum Extreme: String, CaseIterable, Sendable {
  /// The greatest value.
  case greatest = "max"
  /// The least one.
  case least = "min"
}

extension Timeline {
  /// A search for the first step at which a figure has its greatest or least value of all steps from
  /// 0 on; `nil` as long as the run is not surveyed, and for a step's own figures, which are in no
  /// series.
  public func search(for extreme: Extreme, of figure: Figure) -> Search? {
    guard isSurveyed, let value = value(of: figure, at: extreme) else { return nil }
    let condition = Condition.figure(Comparison(figure, .equal, value))
    return Search(
      for: .condition(condition, NameTable()), .forward, from: min(setupCount, end),
      including: true, in: self)
  }

  /// The greatest or least value of a figure. O(log n), and a replay of a leaf of the series.
  private func value(of figure: Figure, at extreme: Extreme) -> UInt64? {
    // The series rounds outwards to leaves; where the setup ends within one, its steps are asked.
    let start = min(setupCount, end)
    let leaf = series.leafSize
    let whole = (start + leaf - 1) / leaf * leaf
    var extent = whole > end ? nil : series.extent(of: figure, over: whole..<end + 1)
    guard figure.group != .step else { return nil }
    var place = (point: start, machine: replayed(to: start))
    while place.point < min(whole, end + 1) {
      let value = Extent(place.machine.value(of: figure))
      extent = extent?.joined(value) ?? value
      guard place.point < end else { break }
      place = (place.point + 1, replay(from: place, to: place.point + 1))
    }
    return extreme == .greatest ? extent?.greatest : extent?.least
  }
}
