import CellGrid
import MemoryCore
import Script
import Simulation

/// How a row of the tree reads: `└P1  64 –  72 → 0x004c_8000 +9 frames`.
struct TableRowText {
  private let tree: TableTree
  private let marks: EntryMarks
  private let theme: Theme
  private let isRoomy: Bool

  /// Texts for rows in a view; roomy ones have lines that show how the tables hang together.
  init(_ tree: TableTree, _ marks: EntryMarks, _ theme: Theme, isRoomy: Bool) {
    (self.tree, self.marks, self.theme, self.isRoomy) = (tree, marks, theme, isRoomy)
  }

  /// The row without its flags, in at most so many columns.
  func text(of row: TableRow, collapsed: Int, columns: Int) -> StyledText {
    let isTouched = row.marks.isDone
    var text = StyledText(gutter(of: row), theme.on(theme.accent).bold)
    text.append(indent(of: row), theme.on(theme.dim))
    text.append(Self.label(of: row, isRoomy: isRoomy), labelStyle(of: row, isTouched))
    text.append(" ", theme.plain)
    var suffix = self.suffix(of: row, collapsed: collapsed, isBrief: false)
    let variants = variants(of: row, isCollapsed: collapsed > 0)
    let remarks = Self.remarks(row.remark).map { StyledText("  " + $0, theme.on(theme.dim)) }
    let longest = remarks.first?.columns ?? 0
    if text.columns + variants[0].columns + suffix.columns + longest > columns {
      suffix = self.suffix(of: row, collapsed: collapsed, isBrief: true)
    }
    let room = columns - text.columns - suffix.columns
    // A remark is worth a shorter form; one that does not fit even so is left out.
    for remark in remarks {
      let body = variants.dropLast().first { $0.columns + remark.columns <= room }
      if let body { return text + body + suffix + remark }
    }
    let body = variants.first { $0.columns <= room } ?? variants[variants.count - 1]
    return (text + body + suffix).truncated(to: columns)
  }

  /// The remark, and what is left of it if the last parts are left out.
  private static func remarks(_ text: String) -> [String] {
    var forms: [String] = []
    var rest = text
    while !rest.isEmpty {
      forms.append(rest)
      let ends = [", ", " at "].compactMap { rest.ranges(of: $0).last?.lowerBound }
      rest = ends.max().map { String(rest[..<$0]) } ?? ""
    }
    return forms
  }

  /// `P4 136` or `P1  64 –  72`.
  static func label(of row: TableRow, isRoomy: Bool) -> String {
    let first = "\(row.indices.lowerBound)".paddedLeft(to: 3)
    guard row.count > 1 else { return "\(row.level.name) \(first)" }
    return isRoomy
      ? "\(row.level.name) \(first) – " + "\(row.indices.upperBound)".paddedLeft(to: 3)
      : "\(row.level.name) \(first)–\(row.indices.upperBound)"
  }

  /// `▌` for what the step touched, `▸` for the cursor, `▶` for both; in the middle of a step `►`
  /// for what it reads or writes now, `·` for what it will come to.
  private func gutter(of row: TableRow) -> String {
    let isTouched = row.marks.contains(.touched)
    if row.isSelected { return isTouched ? "▶" : "▸" }
    if row.marks.contains(.now) { return "►" }
    if row.marks.contains(.ahead) { return "·" }
    if isTouched { return "▌" }
    return row.marks.contains(.stale) ? "≠" : " "
  }

  private func indent(of row: TableRow) -> String {
    guard row.depth > 0 else { return "" }
    return isRoomy
      ? String(repeating: " ", count: 2 * row.depth - 1) + "└"
      : String(repeating: " ", count: row.depth)
  }

  private func labelStyle(of row: TableRow, _ isTouched: Bool) -> CellStyle {
    if isTouched { return theme.on(theme.accent).bold }
    switch row.target {
    case .nothing: return theme.on(theme.dim)
    case .damaged: return theme.on(theme.alarm)
    case .table, .knownTable, .pages: return theme.on(theme.table)
    }
  }

  /// What must not be cut: how many rows are collapsed, what the TLB holds instead.
  private func suffix(of row: TableRow, collapsed: Int, isBrief: Bool) -> StyledText {
    var text = StyledText()
    if collapsed > 0 {
      let unit = isBrief ? "" : collapsed == 1 ? " row" : " rows"
      text.append(" +\(collapsed)\(unit)", theme.on(theme.dim))
    }
    guard row.staleCount > 0 else { return text }
    let alarm = theme.on(theme.alarm).bold
    if row.count == 1, let stale = marks.stale[row.place], stale.count == 1 {
      text.append(" ≠ \(isBrief ? "" : "TLB ")\(stale[0].summary)", alarm)
    } else {
      text.append(" ≠ TLB \(row.staleCount) stale", alarm)
    }
    return text
  }
}

extension TableRowText {
  /// What the row says behind its label, the longest form first.
  private func variants(of row: TableRow, isCollapsed: Bool) -> [StyledText] {
    let address = NumberText.address(row.entry.address.rawValue)
    switch row.target {
    case .table:
      let arrow = isCollapsed ? "▸ " : "→ "
      return leading(arrow, ["\(row.level.below?.name ?? "") \(address)", address], row)
    case .knownTable(let number):
      let known = tree.tables[number]
      let name = "\(known.level.name) \(address)"
      return leading("→ ", ["\(name) \(relation(of: known, number, to: row))", address], row)
    case .pages(let runs): return pages(row, runs, address)
    case .nothing:
      let bits = row.entry.rawValue
      guard bits != 0 else { return [StyledText("not present", theme.on(theme.dim))] }
      return [
        StyledText("not present, but \(NumberText.address(bits))", theme.plain),
        StyledText("not present, bits set", theme.plain),
      ]
    case .damaged(.beyondMemory):
      return [
        StyledText("! \(address) beyond RAM", theme.on(theme.alarm)),
        StyledText("! beyond RAM", theme.on(theme.alarm)),
      ]
    case .damaged(.reservedBits(let bits)):
      return [
        StyledText("! reserved \(Self.bitList(bits)) of \(address)", theme.on(theme.alarm)),
        StyledText("! reserved \(Self.bitList(bits))", theme.on(theme.alarm)),
        StyledText("! reserved bits", theme.on(theme.alarm)),
      ]
    }
  }

  private func pages(_ row: TableRow, _ runs: Int, _ address: String) -> [StyledText] {
    let size = NumberText.bytes(row.level.entrySpan)
    let total = NumberText.bytes(UInt64(row.count) * row.level.entrySpan)
    switch (row.level, row.count, runs) {
    case (.p1, 1, _): return leading("→ ", ["frame \(address)", address], row)
    case (.p1, let count, 1):
      return leading("→ ", ["\(address) +\(count) frames", "+\(count) frames"], row)
    case (.p1, let count, _):
      return leading("→ ", ["\(count) frames in \(runs) runs", "\(count) frames"], row)
    case (_, 1, _):
      return leading("→ ", ["\(size) leaf \(address)", "\(size) leaf"], row)
    case (_, let count, 1):
      return leading(
        "→ ", ["\(address) +\(count) \(size) leaves, \(total)", "\(size) leaves, \(total)", total],
        row)
    case (_, let count, _):
      return leading(
        "→ ", ["\(count) \(size) leaves in \(runs) runs, \(total)", "\(size) leaves, \(total)"],
        row)
    }
  }

  /// Each text behind an arrow, and the shortest without one.
  private func leading(_ arrow: String, _ texts: [String], _ row: TableRow) -> [StyledText] {
    let isTouched = row.marks.isDone
    let style = isTouched ? theme.on(theme.bright).bold : theme.plain
    let withArrow = texts.map {
      StyledText(arrow, theme.on(theme.dim)) + StyledText($0, style)
    }
    return withArrow + [StyledText(texts[texts.count - 1], style)]
  }

  /// `itself` for a table on the way to the row, else where it is shown.
  private func relation(of known: TableTree.Table, _ number: Int, to row: TableRow) -> String {
    var above: Int? = row.table
    while let at = above {
      if at == number { return at == row.table ? "itself" : "again, from above" }
      above = tree.tables[at].parent?.table
    }
    guard let parent = known.parent else { return "again" }
    return "again, see \(tree.tables[parent.table].level.name) \(parent.index)"
  }

  /// `bit 7` or `bits 40 51`.
  static func bitList(_ bits: UInt64) -> String {
    let numbers = (0..<64).filter { bits >> UInt64($0) & 1 == 1 }
    guard numbers.count > 1 else { return "bit \(numbers.first ?? 0)" }
    let isRun = numbers.count > 2 && numbers[numbers.count - 1] - numbers[0] == numbers.count - 1
    if isRun { return "bits \(numbers[0])–\(numbers[numbers.count - 1])" }
    return "bits " + numbers.map(String.init).joined(separator: " ")
  }
}

extension PageTableLevel {
  /// `P1` to `P5`.
  var name: String { "P\(rawValue)" }
}

extension StaleTranslation {
  /// What the TLB holds, in a word or two.
  var summary: String {
    switch difference {
    case .notMapped, .otherFrame: NumberText.address(slot.entry.frame.rawValue)
    case .otherRights: slot.entry.rightsText
    }
  }
}

extension TLBEntry {
  /// The rights, as in the columns of flags: `W·X·` for writable, user, executable, dirty.
  var rightsText: String {
    (isWritable ? "W" : "·") + (isUser ? "U" : "·") + (isNoExecute ? "·" : "X")
      + (isDirty ? "D" : "·")
  }
}
