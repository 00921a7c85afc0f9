import MemoryCore

/// All entries in use of the tables below a P4 table.
///
/// Follows present entries that map no huge page to tables within the memory's size; a table that
/// is reached twice at one level is visited once.
struct TableDump {
  /// One entry: the address of its table, its index, the entry.
  struct Row: Decodable, Equatable, CustomStringConvertible {
    let table: HexNumber
    let index: WholeNumber
    let entry: HexNumber

    init(table: UInt64, index: UInt16, entry: UInt64) {
      self.table = HexNumber(table)
      self.index = WholeNumber(UInt64(index))
      self.entry = HexNumber(entry)
    }

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      table = try row.decode(HexNumber.self)
      index = try row.decode(WholeNumber.self)
      entry = try row.decode(HexNumber.self)
    }

    var description: String { "[\(table),\(index),\(entry)]" }
  }

  /// The entries, sorted by the table's address, then the index.
  private(set) var rows: [Row] = []

  private struct Visit: Hashable {
    let table: PageTable
    let level: PageTableLevel
  }

  private let size: UInt64
  private var visited: Set<Visit> = []
  private var listed: Set<PageTable> = []

  /// Reads the tables below `p4` from a memory of `size` bytes.
  init<M: Memory>(of p4: PageTable, size: UInt64, in memory: inout M)
  where M.Address == PhysicalAddress, M.Fault == Never {
    self.size = size
    walk(p4, .p4, &memory)
    rows.sort { ($0.table.value, $0.index.value) < ($1.table.value, $1.index.value) }
  }

  private mutating func walk<M: Memory>(
    _ table: PageTable, _ level: PageTableLevel, _ memory: inout M
  ) where M.Address == PhysicalAddress, M.Fault == Never {
    guard visited.insert(Visit(table: table, level: level)).inserted else { return }
    let isNew = listed.insert(table).inserted
    for index in 0..<PageTable.entryCount {
      let entry = table.entry(at: PageTableIndex(index), in: &memory)
      guard !entry.isUnused else { continue }
      if isNew {
        rows.append(
          Row(table: table.frame.start.rawValue, index: index, entry: entry.rawValue))
      }
      guard level > .p1, let below = level.below, case .success(let next) = entry.table,
        next.frame.start.rawValue + Size4KiB.bytes <= size
      else { continue }
      walk(next, below, &memory)
    }
  }
}
