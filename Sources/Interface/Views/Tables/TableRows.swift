import MemoryCore
import Simulation

/// Makes the rows of a tree: merges neighbours that are alike.
struct TableRows {
  /// All rows, each before those below it.
  private(set) var rows: [TableRow] = []

  private let tree: TableTree
  private let marks: EntryMarks
  private let check: EntryCheck
  private let areas: AddressAreas
  private let splitsAtCursor: Bool

  /// The rows of a whole tree. O(512 · tables).
  ///
  /// - Parameter splitsAtCursor: Whether an entry that the cursor is on, in the midst of others
  ///   that are like it, has a row of its own.
  init(of tree: TableTree, _ marks: EntryMarks, _ machine: Machine, splitsAtCursor: Bool = true) {
    (self.tree, self.marks, check) = (tree, marks, EntryCheck(of: machine))
    self.splitsAtCursor = splitsAtCursor
    areas = AddressAreas(of: machine)
    if !tree.tables.isEmpty { append(table: 0, below: nil, areasAbove: "") }
  }

  /// What makes entries alike.
  private struct Kind: Equatable {
    var form: Form
    var bits: UInt64
    var damage: EntryDamage?
    var marks: EntryMarks.Mark

    enum Form { case absent, page, known, damaged }
  }

  private mutating func append(table number: Int, below parent: Int?, areasAbove: String) {
    let table = tree.tables[number]
    let marks = marks.marks(of: table.table)
    let showsGaps = decides(table, marks)
    var group: (first: Int, kind: Kind)?
    func isVisible(_ kind: Kind) -> Bool {
      kind.form != .absent || kind.bits != 0 || showsGaps || !kind.marks.isEmpty
    }
    for index in 0...512 {
      let child = table.children[index]
      let kind = index < 512 && child == nil ? kind(of: index, table, marks) : nil
      if let open = group, open.kind != kind {
        append(
          open.first...(index - 1), table, number, open.kind, below: parent, areasAbove,
          isVisible: isVisible(open.kind))
        group = nil
      }
      if group == nil, let kind { group = (index, kind) }
      guard let child else { continue }
      let row = rows.count
      append(
        index...index, table, number, target: .table, marks: marks?[index] ?? [], below: parent,
        areasAbove)
      append(
        table: child, below: row,
        areasAbove: areas.names(
          from: table.address(of: index), through: rows[row].lastAddress))
      rows[row].end = rows.count
    }
  }

  /// Whether the step ends in this table: an entry that it touched leads to no table below.
  private func decides(_ table: TableTree.Table, _ marks: [EntryMarks.Mark]?) -> Bool {
    guard let marks else { return false }
    return marks.indices.contains { marks[$0].contains(.touched) && table.children[$0] == nil }
  }

  private func kind(
    of index: Int, _ table: TableTree.Table, _ marks: [EntryMarks.Mark]?
  ) -> Kind {
    let entry = table.entry(index)
    let mark = marks?[index] ?? []
    guard entry.isPresent else {
      return Kind(form: .absent, bits: entry.rawValue, damage: nil, marks: mark)
    }
    if let damage = check.damage(of: entry, at: table.level) {
      return Kind(form: .damaged, bits: entry.flags.rawValue, damage: damage, marks: mark)
    }
    if entry.maps(at: table.level) {
      return Kind(form: .page, bits: entry.flags.rawValue, damage: nil, marks: mark)
    }
    return Kind(form: .known, bits: entry.rawValue, damage: nil, marks: mark)
  }

  /// Adds a run of alike entries: one row, or up to three where the cursor is inside.
  private mutating func append(
    _ indices: ClosedRange<Int>, _ table: TableTree.Table, _ number: Int, _ kind: Kind,
    below parent: Int?, _ areasAbove: String, isVisible: Bool
  ) {
    var cuts = [indices]
    if let cursor = marks.cursor, let (owner, index) = tree.entry(at: cursor), owner == number,
      indices.contains(index)
    {
      let isWhole = index == indices.lowerBound && marks.isCursorHere
      if splitsAtCursor, !isWhole {
        cuts = [index...index]
        if index > indices.lowerBound { cuts.insert(indices.lowerBound...(index - 1), at: 0) }
        if index < indices.upperBound { cuts.append((index + 1)...indices.upperBound) }
      }
    } else if !isVisible {
      return
    }
    for cut in cuts {
      let target: TableRow.Target =
        switch kind.form {
        case .absent: .nothing
        case .page: .pages(runs: runs(in: cut, table))
        case .known:
          .knownTable(tree.numbers[table.entry(cut.lowerBound).address.rawValue >> 12] ?? 0)
        case .damaged: .damaged(kind.damage ?? .beyondMemory)
        }
      append(
        cut, table, number, target: target, marks: kind.marks, below: parent, areasAbove)
    }
  }

  private mutating func append(
    _ indices: ClosedRange<Int>, _ table: TableTree.Table, _ number: Int,
    target: TableRow.Target, marks mark: EntryMarks.Mark, below parent: Int?,
    _ areasAbove: String
  ) {
    let place = table.place(of: indices.lowerBound)
    let covers = table.address(of: indices.lowerBound)
    let last = covers &+ UInt64(indices.count) &* table.level.entrySpan &- 1
    let names = target == .nothing ? "" : areas.names(from: covers, through: last)
    var staleCount = 0
    if mark.contains(.stale) {
      for index in indices { staleCount += marks.stale[table.place(of: index)]?.count ?? 0 }
    }
    var isSelected = false
    if let cursor = marks.cursor, let (owner, index) = tree.entry(at: cursor) {
      isSelected = owner == number && indices.contains(index)
    }
    rows.append(
      TableRow(
        table: number, level: table.level, depth: table.depth, indices: indices,
        entry: table.entry(indices.lowerBound), place: place, covers: covers, target: target,
        marks: mark, staleCount: staleCount, isSelected: isSelected,
        remark: names == areasAbove ? "" : names, parent: parent, end: rows.count + 1))
  }

  /// In how many runs of neighbours the frames of some pages lie.
  private func runs(in indices: ClosedRange<Int>, _ table: TableTree.Table) -> Int {
    indices.dropFirst().reduce(1) { runs, index in
      let before = table.entry(index - 1).address.rawValue
      let follows = table.entry(index).address.rawValue == before &+ table.level.entrySpan
      return follows ? runs : runs + 1
    }
  }
}
