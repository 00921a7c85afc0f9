import CellGrid
import MemoryCore
import Script

/// The list of holes in its own order: `5638+16 → 8218+472 → 11 more → 9f50+728 → 8 more`.
struct FreeListText {
  private let holes: [Hole]
  private let start: UInt64
  private let theme: Theme
  /// The place in the list of the hole that the step used.
  private let touched: Int?

  /// The list of a heap that starts at an address.
  init(_ holes: [Hole], start: UInt64, touched: Int?, _ theme: Theme) {
    self.holes = holes
    self.start = start
    self.touched = touched
    self.theme = theme
  }

  /// As many holes from the first on as there is room for, and with them the one that the step
  /// used; how many are left out stands where they would.
  func text(label: String, columns: Int) -> StyledText {
    var text = StyledText(label + " ", theme.on(theme.dim))
    guard !holes.isEmpty else {
      text.append("no hole", theme.on(theme.dim))
      return text.truncated(to: columns)
    }
    let room = columns - text.columns
    // From all of them down to the one that matters.
    var shown = min(holes.count, max(1, room / 5))
    while shown > 0 {
      let list = list(of: shown)
      if list.columns <= room { return text + list }
      shown -= 1
    }
    text.append("\(NumberText.count(holes.count)) holes", theme.on(theme.dim))
    return text.truncated(to: columns)
  }

  private func list(of count: Int) -> StyledText {
    var text = StyledText()
    func append(_ part: String, _ style: CellStyle) {
      if !text.runs.isEmpty { text.append(" → ", theme.on(theme.dim)) }
      text.append(part, style)
    }
    func appendGap(_ count: Int) {
      if count > 0 { append("\(NumberText.count(count)) more", theme.on(theme.dim)) }
    }
    // The hole that the step used and some behind it, if the first ones do not reach it.
    var head = 0..<count
    var tail = count..<count
    if let touched, touched >= count {
      let behind = min(count / 2, holes.count - touched)
      head = 0..<count - max(1, behind)
      tail = touched..<touched + max(1, behind)
    }
    for index in head { append(Self.text(of: holes[index], start), style(index)) }
    if !tail.isEmpty {
      appendGap(tail.lowerBound - head.upperBound)
      for index in tail { append(Self.text(of: holes[index], start), style(index)) }
    }
    appendGap(holes.count - max(head.upperBound, tail.upperBound))
    return text
  }

  private func style(_ index: Int) -> CellStyle {
    index == touched ? theme.on(theme.accent).bold : theme.plain
  }

  /// Offset in hex and size in decimal: `9f50+728`.
  static func text(of hole: Hole, _ start: UInt64) -> String {
    String(hole.address.rawValue &- start, radix: 16) + "+\(hole.size)"
  }
}
