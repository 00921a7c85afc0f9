import MemoryCore

/// Which rows of a tree are shown in a number of lines.
///
/// What the step touched and what the cursor is on stay, with the entries above them. Then
/// subtrees that lie aside are collapsed, the largest first, until the rest fits; then gaps are
/// left out; then rows that are far from the step. Whatever is left out is counted.
struct TableOutline {
  /// A line of the view.
  enum Line: Equatable {
    /// A row by its number, and how many rows below it are collapsed.
    case row(Int, collapsed: Int)
    /// So many rows that are not shown.
    case more(Int)
  }

  /// The rows that the cursor visits: all but those that are collapsed or left out as gaps.
  let visible: [Int]
  /// The lines.
  let lines: [Line]
  /// The number of the row that the view is about: the cursor's, else the last that the step
  /// touched.
  let focus: Int?

  private let rows: [TableRow]
  private let height: Int

  /// Chooses rows.
  ///
  /// - Parameters:
  ///   - collapses: Whether subtrees may be collapsed.
  ///   - top: The first visible row to show; `nil` to follow the step and the cursor.
  init(_ rows: [TableRow], height: Int, collapses: Bool, top: Int?) {
    (self.rows, self.height) = (rows, height)
    let isNeeded = Self.needed(rows)
    focus = Self.focus(rows)
    let collapsed =
      collapses ? Self.collapsed(rows, isNeeded, height: height) : [:]
    var visible = Self.visible(rows, collapsed)
    if collapses, visible.count > height {
      visible.removeAll { rows[$0].target == .nothing && !isNeeded[$0] && rows[$0].isPlain }
    }
    self.visible = visible
    let kept = Self.kept(
      visible, rows, isNeeded, height: height, focus: focus, top: top)
    lines = Self.lines(visible, kept, collapsed, height: height)
  }

  /// The places in `visible` of rows that are shown, and whether every gap between them is told
  /// of in its place, or all of them together in the last line.
  private struct Kept {
    var places: Set<Int>
    var marksGaps = true

    /// How many lines it takes to say what is left out of `count` rows.
    func markerCount(of count: Int, height: Int) -> Int {
      guard places.count < count else { return 0 }
      return marksGaps ? gapCount(of: count) : height >= 2 ? 1 : 0
    }

    private func gapCount(of count: Int) -> Int {
      var gaps = 0
      var next = 0
      for place in places.sorted() {
        if place > next { gaps += 1 }
        next = place + 1
      }
      return next < count ? gaps + 1 : gaps
    }
  }

  /// The row that the cursor or the step is at.
  private static func focus(_ rows: [TableRow]) -> Int? {
    rows.firstIndex { $0.isSelected } ?? rows.lastIndex { $0.marks.contains(.touched) }
  }

  /// The rows that must not be hidden: marked ones and those above them.
  private static func needed(_ rows: [TableRow]) -> [Bool] {
    var needed = Array(repeating: false, count: rows.count)
    for number in rows.indices where rows[number].isSelected || !rows[number].marks.isEmpty {
      var row: Int? = number
      while let at = row, !needed[at] {
        needed[at] = true
        row = rows[at].parent
      }
    }
    return needed
  }

  /// Which rows are collapsed, and how many rows each hides.
  private static func collapsed(
    _ rows: [TableRow], _ isNeeded: [Bool], height: Int
  ) -> [Int: Int] {
    var candidates: [(row: Int, size: Int)] = []
    var row = 0
    while row < rows.count {
      let size = rows[row].end - row - 1
      if size > 0, !isNeeded[(row + 1)..<rows[row].end].contains(true) {
        candidates.append((row, size))
        row = rows[row].end
      } else {
        row += 1
      }
    }
    var collapsed: [Int: Int] = [:]
    var count = rows.count
    for (row, size) in candidates.sorted(by: { ($1.size, $0.row) < ($0.size, $1.row) })
    where count > height {
      collapsed[row] = size
      count -= size
    }
    return collapsed
  }

  private static func visible(_ rows: [TableRow], _ collapsed: [Int: Int]) -> [Int] {
    var visible: [Int] = []
    var row = 0
    while row < rows.count {
      visible.append(row)
      row += 1 + (collapsed[row] ?? 0)
    }
    return visible
  }
}

extension TableOutline {
  private static func kept(
    _ visible: [Int], _ rows: [TableRow], _ isNeeded: [Bool], height: Int, focus: Int?, top: Int?
  ) -> Kept {
    guard visible.count > height, height > 0 else { return Kept(places: Set(visible.indices)) }
    let focusPlace = focus.flatMap { row in visible.firstIndex(of: row) }
    if let top {
      let first = max(0, min(top, visible.count - height))
      let window = first..<first + height
      if focusPlace.map({ !rows[visible[$0]].isSelected || window.contains($0) }) ?? true {
        return shrunk(window, of: visible.count, around: focusPlace)
      }
    }
    let needed = visible.indices.filter { isNeeded[visible[$0]] }
    let first = needed.first ?? 0
    let last = needed.last ?? 0
    if last - first + 3 <= height {
      let start = max(0, min((first + last + 1 - height) / 2, visible.count - height))
      return shrunk(start..<start + height, of: visible.count, around: nil)
    }
    return scattered(visible, rows, needed, height: height, focus: focusPlace ?? first)
  }

  /// A window without the lines at its ends that say how many rows are outside.
  private static func shrunk(
    _ window: Range<Int>, of count: Int, around focus: Int?
  ) -> Kept {
    guard window.count > 2 else { return Kept(places: Set(window)) }
    var kept = window
    if kept.lowerBound > 0 { kept = kept.lowerBound + 1..<kept.upperBound }
    if kept.upperBound < count { kept = kept.lowerBound..<kept.upperBound - 1 }
    if let focus, focus == window.lowerBound { kept = focus..<kept.upperBound - 1 }
    if let focus, focus == window.upperBound - 1 { kept = kept.lowerBound + 1..<focus + 1 }
    return Kept(places: Set(kept))
  }

  /// The needed rows, nearest to the focus first, and what has room around the focus.
  private static func scattered(
    _ visible: [Int], _ rows: [TableRow], _ needed: [Int], height: Int, focus: Int
  ) -> Kept {
    var kept = Kept(places: Set(needed))
    kept.marksGaps =
      needed.count + kept.markerCount(of: visible.count, height: height) <= height
    kept.places = []
    func add(_ place: Int) -> Bool {
      guard kept.places.insert(place).inserted else { return true }
      let fits =
        kept.places.count + kept.markerCount(of: visible.count, height: height) <= height
      if !fits { kept.places.remove(place) }
      return fits
    }
    var path: [Int] = []
    var row: Int? = visible[focus]
    while let at = row {
      if let place = visible.firstIndex(of: at) { path.append(place) }
      row = rows[at].parent
    }
    let others = needed.filter { !path.contains($0) }
    let inOrder = path + others.sorted { abs($0 - focus) < abs($1 - focus) }
    for place in inOrder.prefix(2 * height) { _ = add(place) }
    for distance in 1..<max(2, visible.count) {
      let below = focus + distance < visible.count && add(focus + distance)
      let above = focus - distance >= 0 && add(focus - distance)
      if !below, !above, kept.places.count + 1 >= height { break }
    }
    return kept
  }

  private static func lines(
    _ visible: [Int], _ kept: Kept, _ collapsed: [Int: Int], height: Int
  ) -> [Line] {
    var lines: [Line] = []
    var hidden = 0
    func size(_ row: Int) -> Int { 1 + (collapsed[row] ?? 0) }
    for (place, row) in visible.enumerated() {
      guard kept.places.contains(place) else {
        hidden += size(row)
        continue
      }
      if hidden > 0, kept.marksGaps, lines.count < height {
        lines.append(.more(hidden))
        hidden = 0
      }
      lines.append(.row(row, collapsed: collapsed[row] ?? 0))
    }
    if hidden > 0, lines.count < height { lines.append(.more(hidden)) }
    return lines
  }
}

extension TableRow {
  /// Whether nothing marks the row and no bit is set in it.
  fileprivate var isPlain: Bool { marks.isEmpty && !isSelected && entry.isUnused }
}
