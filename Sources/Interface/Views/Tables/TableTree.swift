import MemoryCore
import Simulation

/// The page tables below CR3 as they lie in RAM, each decoded once.
///
/// A table that several entries lead to, or that leads to itself, stands where the first entry in
/// the order of addresses leads to it; that bounds the tree whatever the entries say.
struct TableTree {
  /// A table and its place in the tree.
  struct Table {
    /// Where the table is.
    let table: PageTable
    /// The level at which the first entry that leads here makes the MMU read it.
    let level: PageTableLevel
    /// How many entries lead here from the root.
    let depth: Int
    /// The lowest address that it decides about.
    let base: UInt64
    /// The 512 entries.
    let words: [UInt64]
    /// Which entries lead to tables that stand below this one, and their numbers.
    fileprivate(set) var children: [Int: Int] = [:]
    /// The table above and the entry there.
    let parent: (table: Int, index: Int)?
  }

  /// The tables, root first, each before those below it.
  private(set) var tables: [Table] = []
  /// The numbers of tables by their frames.
  private(set) var numbers: [UInt64: Int] = [:]

  /// Decodes the tables of a machine; none before the boot has built them. O(512 · tables).
  init(of machine: Machine) {
    guard let root = machine.tableRoot() else { return }
    let check = EntryCheck(of: machine)
    TableWalk.run(
      below: root, in: machine.hardware.physical,
      follows: { check.damage(of: $0.entry, at: $0.level) == nil }
    ) { table, words in
      guard !table.isAgain else { return .beside }
      add(table, words)
      return .below
    }
  }

  private mutating func add(_ table: TableWalk.Table, _ words: Span<UInt64>) {
    var parent: (table: Int, index: Int)?
    if let via = table.via, let above = numbers[via.address.rawValue >> 12] {
      parent = (above, Int(via.index.rawValue))
      tables[above].children[Int(via.index.rawValue)] = tables.count
    }
    numbers[table.table.frame.number] = tables.count
    tables.append(
      Table(
        table: table.table, level: table.level,
        depth: parent.map { tables[$0.table].depth + 1 } ?? 0, base: table.base,
        words: words.isEmpty
          ? Array(repeating: 0, count: 512) : words.indices.map { words[$0] },
        parent: parent))
  }
}

extension TableTree.Table {
  /// The lowest address that an entry decides about, canonical.
  func address(of index: Int) -> UInt64 {
    let address = base | UInt64(index) << level.shift
    // Only the root's index holds the bit that is repeated upwards.
    let unused = 64 - level.shift - 9
    return parent == nil
      ? UInt64(bitPattern: Int64(bitPattern: address << unused) >> Int64(unused)) : address
  }

  /// Where an entry lies.
  func place(of index: Int) -> PhysicalAddress {
    table.address(of: PageTableIndex(UInt16(index)))
  }

  /// An entry.
  func entry(_ index: Int) -> PageTableEntry { PageTableEntry(rawValue: words[index]) }
}

extension TableTree {
  /// The table and the index of the entry at a place; `nil` if no table is there.
  func entry(at place: PhysicalAddress) -> (table: Int, index: Int)? {
    numbers[place.rawValue >> 12].map { ($0, Int(place.rawValue >> 3 & 511)) }
  }

  /// The entry that best tells what a frame is for: the one that leads to the table in it, else
  /// the first that maps it, one of the mapping of all memory only if there is no other.
  func entry(leadingTo frame: UInt64, in machine: Machine) -> PhysicalAddress? {
    if let number = numbers[frame], let parent = tables[number].parent {
      return tables[parent.table].place(of: parent.index)
    }
    var inWindow: PhysicalAddress?
    for table in tables {
      for (index, word) in table.words.enumerated() where word & 1 == 1 {
        let entry = PageTableEntry(rawValue: word)
        guard entry.maps(at: table.level) else { continue }
        let frames = table.level.entrySpan >> 12
        let first = entry.address.rawValue >> 12 & ~(frames - 1)
        guard first <= frame, frame - first < frames else { continue }
        if !machine.kernel.isInPhysicalMemoryWindow(table.address(of: index)) {
          return table.place(of: index)
        }
        inWindow = inWindow ?? table.place(of: index)
      }
    }
    return inWindow
  }
}
