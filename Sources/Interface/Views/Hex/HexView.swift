import CellGrid
import MemoryCore
import Script
import Session
import Simulation

/// Memory word by word, or byte by byte.
enum HexView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let plan = HexPlan(scene, size: rect.size)
    let theme = scene.theme
    let subtitle = StyledText(plan.subtitle, CellStyle.color(theme.dim).on(theme.titleBar))
    let body = TitleBar.draw("Hex", subtitle, view: .hex, scene: scene, in: rect, on: &grid)
    let words = HexWords(scene, plan.cursor.space, in: plan.addresses)
    for row in 0..<plan.geometry.rows {
      guard let start = plan.address(ofRow: row) else { break }
      let line = body.rows(row..<row + 1)
      grid.put(
        HexPlan.label(start, columns: plan.labelColumns),
        at: GridPoint(column: line.column + 1, row: line.row),
        style: theme.on(theme.dim), within: line)
      drawWords(from: start, plan, words, theme, in: line, on: &grid)
    }
    let footer = body.split(bottom: plan.geometry.footerRows).bottom.inset(columns: 1)
    for (row, line) in HexFooter(plan.cursor, words, scene).lines.suffix(footer.rows).enumerated() {
      grid.put(
        line.truncated(to: footer.columns),
        at: GridPoint(column: footer.column, row: footer.row + row), within: footer)
    }
  }

  private static func drawWords(
    from start: UInt64, _ plan: HexPlan, _ words: HexWords, _ theme: Theme, in line: GridRect,
    on grid: inout CellGrid
  ) {
    let geometry = plan.geometry
    for number in 0..<geometry.bytesInRow / 8 {
      let address = start + UInt64(number) * 8
      let column = line.column + geometry.column(ofWord: number)
      let point = GridPoint(column: column, row: line.row)
      let found = words.word(at: address)
      var style = Self.style(of: found?.mark ?? .none, found?.word ?? 0, theme)
      if found == nil { style = theme.on(theme.faint) }
      if address == plan.cursor.address, plan.cursor.isSelected {
        style = theme.on(theme.accent).bold.reverse
      }
      if let mark = found?.mark, mark != .none {
        grid.put(
          Cell(mark.glyph, style: theme.on(theme.accent).bold), at: point, within: line)
      }
      let text = digits(of: found?.word, showsBytes: geometry.showsBytes)
      grid.put(
        text, at: GridPoint(column: column + 1, row: line.row), style: style, within: line)
      guard geometry.hasText else { continue }
      let letters = String((0..<8).map { Self.letter(found?.word, byte: $0) })
      grid.put(
        letters,
        at: GridPoint(column: line.column + geometry.textColumn + number * 8, row: line.row),
        style: address == plan.cursor.address && plan.cursor.isSelected
          ? style : theme.on(theme.dim), within: line)
    }
  }

  private static func style(
    of mark: HexWords.Mark, _ word: UInt64, _ theme: Theme
  ) -> CellStyle {
    switch mark {
    case .now: theme.on(theme.accent).bold.adding(.underline)
    case .written: theme.on(theme.accent)
    case .read: theme.on(theme.bright).bold
    case .ahead: theme.plain
    case .none: word == 0 ? theme.on(theme.faint) : theme.plain
    }
  }

  /// `0000_0000_0000_0018`, or the bytes as they lie in memory.
  private static func digits(of word: UInt64?, showsBytes: Bool) -> String {
    guard let word else { return showsBytes ? "·· ·· ·· ·· ·· ·· ·· ··" : "····_····_····_····" }
    if showsBytes {
      return (0..<8).map { NumberText.grouped(word >> (8 * UInt64($0)) & 0xff, digits: 2) }
        .joined(separator: " ")
    }
    return NumberText.grouped(word, digits: 16)
  }

  private static func letter(_ word: UInt64?, byte: Int) -> Character {
    guard let word else { return " " }
    let code = UInt8(truncatingIfNeeded: word >> (8 * UInt64(byte)))
    return 0x20...0x7e ~= code ? Character(Unicode.Scalar(code)) : "·"
  }
}

/// Which rows of memory the view shows.
struct HexPlan {
  /// What the view is about.
  let cursor: HexCursor
  /// How the rows are made.
  let geometry: HexGeometry
  /// What addresses take.
  let labelColumns: Int
  /// The number of the first row, from address 0 on.
  let top: Int
  private let rowCount: Int

  init(_ scene: Scene, size: GridSize) {
    cursor = HexCursor(of: scene)
    let full = NumberText.address(cursor.address).count
    labelColumns = size.columns >= full + 24 ? full : 4
    geometry = HexGeometry(
      size: size, addressColumns: labelColumns, showsBytes: scene.viewports.hexShowsBytes)
    let bytes = UInt64(geometry.bytesInRow)
    let end = cursor.space == .physical ? scene.snapshot.machine.kernel.memoryEnd : .max
    rowCount = Int(end / bytes + (cursor.space == .virtual ? 1 : 0))
    top = ScrollWindow.top(
      total: rowCount, rows: geometry.rows, focus: Int(cursor.address / bytes),
      kept: scene.viewports.hexRow)
  }

  /// The address that a row of the view begins with; `nil` behind the end of memory.
  func address(ofRow row: Int) -> UInt64? {
    top + row < rowCount ? UInt64(top + row) * UInt64(geometry.bytesInRow) : nil
  }

  /// The addresses of all rows.
  var addresses: Range<UInt64> {
    let bytes = UInt64(geometry.bytesInRow)
    let start = UInt64(top) * bytes
    let (end, isBehindLast) = start.addingReportingOverflow(UInt64(geometry.rows) * bytes)
    return start..<(isBehindLast ? .max : end)
  }

  /// What the rows are.
  var subtitle: String {
    let what = cursor.space == .physical ? "physical memory" : "virtual memory"
    let form = geometry.showsBytes ? "bytes · [ words" : "words · ] bytes"
    return "\(what) · \(form) · r read, w written, > now, . to come"
  }

  /// An address, or its last digits where there is no room.
  static func label(_ address: UInt64, columns: Int) -> String {
    String(NumberText.address(address).suffix(columns))
  }
}
