import MemoryCore
import Session

/// A row of the tree: an entry, or neighbours in one table that are alike.
struct TableRow: Equatable {
  /// The number of the table in the tree.
  let table: Int
  /// The level of the table.
  let level: PageTableLevel
  /// How far the row is indented.
  let depth: Int
  /// The entries.
  let indices: ClosedRange<Int>
  /// The first entry.
  let entry: PageTableEntry
  /// Where the first entry is.
  let place: PhysicalAddress
  /// The lowest address that the entries decide about.
  let covers: UInt64
  /// What the entries lead to.
  let target: Target
  /// What the entries are marked with.
  let marks: EntryMarks.Mark
  /// How many of the entries' translations in the TLB are out of date.
  let staleCount: Int
  /// Whether the cursor is here.
  let isSelected: Bool
  /// What the addresses are for, unless the row above says just that.
  let remark: String
  /// The number of the row of the entry that leads to the table.
  let parent: Int?
  /// The number of the row behind the last one below this row.
  var end = 0

  /// What entries lead to.
  enum Target: Equatable {
    /// A table, whose rows follow.
    case table
    /// A table that stands elsewhere in the tree, by its number.
    case knownTable(Int)
    /// Pages whose frames lie in so many runs.
    case pages(runs: Int)
    /// Nothing: not present.
    case nothing
    /// Nothing that the MMU accepts.
    case damaged(EntryDamage)
  }

  /// How many entries there are.
  var count: Int { indices.count }

  /// The last address that the entries decide about.
  var lastAddress: UInt64 { covers &+ UInt64(count) &* level.entrySpan &- 1 }

  /// The row as what the cursor is on.
  var selection: Selection { .entry(place, covers: covers, level: level) }

  /// Whether the row holds the entry at a place.
  func holds(_ other: PhysicalAddress) -> Bool {
    other >= place && other.rawValue - place.rawValue < UInt64(count) * 8
  }
}
