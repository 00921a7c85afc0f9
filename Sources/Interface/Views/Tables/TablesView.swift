import CellGrid
import MemoryCore
import Script
import Session
import Simulation

/// The page tables as a tree, from the root to the pages, in the order of addresses.
enum TablesView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let plan = TablesPlan(scene, size: rect.size)
    var rest = drawTitle(plan, scene, in: rect, on: &grid)
    let theme = scene.theme
    if plan.hasHeader {
      let header: GridRect
      (header, rest) = rest.split(top: 1)
      grid.put(
        plan.flags.header, at: flagsPoint(plan, header, row: 0), style: theme.on(theme.dim),
        within: rect)
    } else if plan.isAiry {
      rest = rest.split(top: 1).rest
    }
    if plan.rows.isEmpty {
      let text = StyledText("No page tables yet: the boot has still to build them.", theme.plain)
      let inner = rest.inset(columns: 1)
      grid.put(text.truncated(to: inner.columns), at: inner.origin, within: inner)
    }
    drawRows(plan, scene, in: rest, on: &grid)
    let footer = rest.split(bottom: plan.footer.count).bottom.inset(columns: 1)
    for (row, line) in plan.footer.enumerated() {
      grid.put(
        line.truncated(to: footer.columns),
        at: GridPoint(column: footer.column, row: footer.row + row), within: footer)
    }
  }

  /// What Enter leads to: from an entry to its frame, or to the first entry in use of its table,
  /// the one that the step touched if there is one.
  static func target(of selection: Selection, in scene: Scene) -> (Selection, ViewName)? {
    guard case .entry(let place, _, let level) = selection else { return nil }
    let machine = scene.snapshot.machine
    let tree = TableTree(of: machine)
    guard let (number, index) = tree.entry(at: place) else { return nil }
    let table = tree.tables[number]
    let entry = table.entry(index)
    guard entry.isPresent else { return nil }
    guard let child = table.children[index] else {
      let number = entry.address.rawValue >> 12
      return entry.maps(at: level) || tree.numbers[number] != nil
        ? (.frame(number), .frames) : nil
    }
    let next = tree.tables[child]
    let touched = scene.snapshot.touched.entries
    let onPath = next.words.indices.first { touched.contains(next.place(of: $0)) }
    let inUse = next.words.firstIndex { $0 & 1 == 1 }
    let first = onPath ?? inUse ?? 0
    return (
      .entry(next.place(of: first), covers: next.address(of: first), level: next.level), .tables
    )
  }

  /// The entry that a word of memory is; `nil` for one of no table.
  static func entry(holding word: PhysicalAddress, in machine: Machine) -> Selection? {
    let tree = TableTree(of: machine)
    guard let (number, index) = tree.entry(at: word) else { return nil }
    let table = tree.tables[number]
    return .entry(table.place(of: index), covers: table.address(of: index), level: table.level)
  }

  /// The entry that the cursor comes to: the row above or below, with `left` the entry that leads
  /// to the table, with `right` the first entry below.
  static func selection(
    moving direction: Direction, in scene: Scene, size: GridSize
  ) -> Selection? {
    let plan = TablesPlan(scene, size: size, splitsAtCursor: false)
    let rows = plan.rows
    guard let row = plan.outline.focus ?? plan.outline.visible.first else { return nil }
    guard let place = plan.outline.visible.firstIndex(of: row), rows[row].isSelected else {
      return rows[row].selection
    }
    let visible = plan.outline.visible
    switch direction {
    case .up where plan.marks.cursor != rows[row].place && plan.marks.isCursorHere: break
    case .up where place > 0: return rows[visible[place - 1]].selection
    case .down where place + 1 < visible.count: return rows[visible[place + 1]].selection
    case .left: if let parent = rows[row].parent { return rows[parent].selection }
    case .right where rows[row].end > row + 1: return rows[row + 1].selection
    default: break
    }
    return rows[row].selection
  }

  /// The entry of the row at a place of the view; `nil` if no row is there.
  static func selection(at place: GridPoint, in scene: Scene, size: GridSize) -> Selection? {
    let plan = TablesPlan(scene, size: size)
    let line = place.row - 1 - (plan.hasHeader || plan.isAiry ? 1 : 0)
    guard plan.outline.lines.prefix(plan.treeHeight).indices ~= line,
      case .row(let number, _) = plan.outline.lines[line]
    else { return nil }
    return plan.rows[number].selection
  }
}

extension TablesView {
  private static func drawTitle(
    _ plan: TablesPlan, _ scene: Scene, in rect: GridRect, on grid: inout CellGrid
  ) -> GridRect {
    let theme = scene.theme
    let registers = scene.snapshot.machine.hardware.registers
    let title = rect.columns >= 50 ? "Page tables" : "Tables"
    let count = plan.tree.tables.count
    let stale = plan.staleCount == 0 ? "" : "≠ \(plan.staleCount) stale in TLB"
    let hidden = plan.rows.count - plan.outline.lines.count { $0.isRow }
    let parts = [
      "CR3 \(NumberText.address(registers.cr3.root.start.rawValue))",
      "\(registers.rootLevel.rawValue) levels",
      Phrase.count(UInt64(count), "table"),
      hidden > 0 ? "\(plan.rows.count - hidden) of \(NumberText.count(plan.rows.count)) rows" : "",
    ].filter { !$0.isEmpty }
    let room = rect.columns - title.count - 6 - (stale.isEmpty ? 0 : stale.count + 3)
    let kept = (1...parts.count).last { parts.prefix($0).joined(separator: " · ").count <= room }
    let style = CellStyle.color(theme.dim).on(theme.titleBar)
    var subtitle = StyledText()
    if !stale.isEmpty {
      subtitle.append(stale, CellStyle.color(theme.alarm).on(theme.titleBar).bold)
      if kept != nil { subtitle.append(" · ", style) }
    }
    if kept != nil || stale.isEmpty {
      subtitle.append(parts.prefix(kept ?? 1).joined(separator: " · "), style)
    }
    return TitleBar.draw(title, subtitle, view: .tables, scene: scene, in: rect, on: &grid)
  }

  private static func drawRows(
    _ plan: TablesPlan, _ scene: Scene, in rect: GridRect, on grid: inout CellGrid
  ) {
    let theme = scene.theme
    let texts = TableRowText(
      plan.tree, plan.marks, theme, isRoomy: plan.flags.isSpaced)
    let room = max(0, flagsPoint(plan, rect, row: 0).column - rect.column - 1)
    for (at, line) in plan.outline.lines.prefix(plan.treeHeight).enumerated() {
      let start = GridPoint(column: rect.column, row: rect.row + at)
      switch line {
      case .more(let count):
        let text = " … \(Phrase.count(UInt64(count), "more row"))"
        grid.put(
          StyledText(text, theme.on(theme.dim)).truncated(to: rect.columns), at: start,
          within: rect)
      case .row(let number, let collapsed):
        let row = plan.rows[number]
        // Nothing stands in the columns of an entry that is not present.
        let columns = row.entry.isPresent ? room : max(0, rect.columns - 1)
        grid.put(
          texts.text(of: row, collapsed: collapsed, columns: columns), at: start, within: rect)
        if row.entry.isPresent {
          let isTouched = row.marks.isDone
          grid.put(
            plan.flags.text(of: row.entry, at: row.level), at: flagsPoint(plan, rect, row: at),
            style: isTouched ? theme.on(theme.bright) : theme.plain, within: rect)
        }
        if row.marks.contains(.now) {
          grid.restyle(rect.rows(at..<at + 1)) { $0 = theme.on(theme.accent).bold }
        }
        guard row.isSelected else { continue }
        grid.restyle(rect.rows(at..<at + 1)) { $0 = theme.on(theme.accent).bold.reverse }
      }
    }
  }

  /// Where the flags of a row begin.
  private static func flagsPoint(_ plan: TablesPlan, _ rect: GridRect, row: Int) -> GridPoint {
    let margin = plan.flags.isSpaced ? 1 : 0
    // Farther from the text the eye would lose the row.
    let column = min(rect.columns - margin - plan.flags.width, 76)
    return GridPoint(column: rect.column + column, row: rect.row + row)
  }
}

extension TableOutline.Line {
  /// Whether it is a row of the tree.
  fileprivate var isRow: Bool { if case .row = self { true } else { false } }
}
