import CellGrid
import MemoryCore
import Script
import Session
import Simulation

/// What the view shows in a rectangle of a size: rows, lines, and what stands below them.
struct TablesPlan {
  /// The tables.
  let tree: TableTree
  /// What is marked in them.
  let marks: EntryMarks
  /// All rows of the tree.
  let rows: [TableRow]
  /// Which rows are shown.
  let outline: TableOutline
  /// The lines below the tree.
  let footer: [StyledText]
  /// The columns of flags.
  let flags: FlagColumns
  /// Whether the letters stand above the columns of flags.
  let hasHeader: Bool
  /// Whether the view has room for blank lines.
  let isAiry: Bool
  /// The lines for rows.
  let treeHeight: Int

  /// A plan. Without `splitsAtCursor` an entry in the midst of others like it has no row of its own.
  init(_ scene: Scene, size: GridSize, splitsAtCursor: Bool = true) {
    let machine = scene.snapshot.machine
    tree = TableTree(of: machine)
    marks = EntryMarks(scene, tree)
    rows = TableRows(of: tree, marks, machine, splitsAtCursor: splitsAtCursor).rows
    flags = FlagColumns(width: size.columns)
    let height = max(0, size.rows - 1)
    isAiry = height >= 14
    hasHeader = scene.isWholeScreen && height >= 8
    let above = hasHeader || isAiry ? 1 : 0
    let footerRoom =
      scene.isWholeScreen
      ? height - above - 8 : height >= 10 ? min(height / 2, height - 8) - 1 : 0
    let columns = max(0, size.columns - 2)
    var wanted = Self.footer(scene, rows, marks, columns: columns)
    if scene.isWholeScreen, height >= 24 {
      wanted.append(StyledText(flags.legend, scene.theme.on(scene.theme.dim)))
    }
    footer = Self.cut(wanted, to: footerRoom, scene.theme)
    treeHeight = max(0, height - above - (footer.isEmpty ? 0 : footer.count + 1))
    outline = TableOutline(
      rows, height: treeHeight, collapses: !scene.isWholeScreen, top: scene.viewports.tablesRow)
  }

  /// How many translations in the TLB are out of date.
  var staleCount: Int { marks.stale.values.reduce(0) { $0 + $1.count } }

  private static func footer(
    _ scene: Scene, _ rows: [TableRow], _ marks: EntryMarks, columns: Int
  ) -> [StyledText] {
    let stale = marks.stale.values.reduce(0) { $0 + $1.count }
    let translation = TranslationText(scene, staleCount: stale, columns: columns).lines
    guard scene.isWholeScreen || marks.isCursorHere else { return translation }
    if marks.isCursorHere, marks.cursor == nil,
      case .entry(let place, _, let level) = scene.selection
    {
      let text = "No table holds the \(level.name) entry at "
      return [
        StyledText("\(text)\(NumberText.address(place.rawValue)) at this step.", scene.theme.plain)
      ] + translation
    }
    let row = rows.first { $0.isSelected } ?? rows.last { $0.marks.contains(.touched) }
    guard let row else { return translation }
    return EntryInspector(row, scene, marks).lines(columns: columns) + translation
  }

  /// The first lines, and how many are left out.
  private static func cut(_ lines: [StyledText], to room: Int, _ theme: Theme) -> [StyledText] {
    guard lines.count > room else { return lines }
    guard room > 1 else { return [] }
    let rest = lines.count - room + 1
    return lines.prefix(room - 1) + [StyledText("… \(rest) more lines", theme.on(theme.dim))]
  }
}
