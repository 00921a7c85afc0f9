import Script

/// Which rows of a long view are shown.
enum ScrollWindow {
  /// The first row shown of `total`, where `rows` fit.
  ///
  /// The row in `focus` is always among them. From `kept`, a row that the view was scrolled to, it
  /// is no further than that needs. Without one, the window moves by half its height at a time,
  /// so that a focus that wanders does not drag the view along with every step.
  static func top(total: Int, rows: Int, focus: Int?, kept: Int?) -> Int {
    guard rows > 0, total > rows else { return 0 }
    let last = total - rows
    guard let focus = focus.map({ min(max(0, $0), total - 1) }) else {
      return min(max(0, kept ?? 0), last)
    }
    if let kept { return min(max(min(max(0, kept), focus), focus - rows + 1), last) }
    let stride = max(1, rows / 2)
    return min(max(0, focus / stride * stride - (rows - stride) / 2), last)
  }

  /// "rows 2–5 of 8", for the rows from one to before another; "row 2 of 8" for one.
  static func text(from top: Int, to end: Int, of total: Int) -> String {
    let first = NumberText.count(top + 1)
    let rows = end - top > 1 ? "rows \(first)–\(NumberText.count(end))" : "row \(first)"
    return "\(rows) of \(NumberText.count(total))"
  }
}
