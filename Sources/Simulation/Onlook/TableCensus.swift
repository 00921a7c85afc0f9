import MemoryCore

/// How many page tables there are below a root and how many of their entries are in use, kept up to
/// date: after a step only the tables that were written are looked at again.
///
/// A table counts once, whatever leads to it. Which way leads where is counted by level, and levels
/// only fall: so the counts stay right for tables that lead in a circle, too.
struct TableCensus: Sendable {
  /// Where the counted tables begin; `nil` before there are any.
  private(set) var root: TableRoot?
  /// How many entries of the tables are not zero.
  private(set) var entryCount: UInt64 = 0
  /// Changes whenever the counts may have.
  private(set) var version = 0

  /// A table that is read at one level.
  private struct Use {
    /// How many entries lead here at this level; one more for the root.
    var references: Int
    /// The tables that its entries lead to, as often as they do.
    var below: [UInt64]
  }

  private struct FrameCount {
    /// At how many levels the table is read.
    var uses: Int
    var entries: UInt64
  }

  /// By frame number and level.
  private var uses: [UInt64: Use] = [:]
  private var frames: [UInt64: FrameCount] = [:]

  /// How many tables there are, the root included.
  var tableCount: UInt64 { UInt64(frames.count) }

  /// Whether a frame is a table that is read at a level.
  func contains(_ frame: Frame<Size4KiB>, at level: PageTableLevel) -> Bool {
    uses[Self.key(frame, level)] != nil
  }

  /// Brings the counts up to the memory: O(512) for each table that was written since, for each that
  /// is new, and for all with another root.
  mutating func update(_ root: TableRoot?, in memory: inout SimulatedMemory) {
    version &+= 1
    if root != self.root {
      if let old = self.root { drop(Self.key(old.frame, old.level), in: &memory) }
      self.root = root
      memory.stores.empty()
      if let root, root.frame.start.rawValue < memory.size {
        add(Self.key(root.frame, root.level), in: &memory)
      }
      return
    }
    let changed = memory.stores.changed
    memory.stores.empty()
    for number in changed where frames[number] != nil {
      count(Frame(number: number), in: memory)
      for level in PageTableLevel.allCases {
        let key = Self.key(Frame(number: number), level)
        guard let before = uses[key]?.below, level > .p1 else { continue }
        let after = Self.below(key, in: memory)
        guard after != before else { continue }
        uses[key]?.below = after
        // The new ones first: most of what is below them is below the old ones, too.
        let same = zip(before, after).prefix { $0 == $1 }.count
        let (gone, new) = (before[same...], after[same...])
        let sameBehind = zip(gone.reversed(), new.reversed()).prefix { $0 == $1 }.count
        for table in new.dropLast(sameBehind) { add(table, in: &memory) }
        for table in gone.dropLast(sameBehind) { drop(table, in: &memory) }
      }
    }
  }

  /// Counts one entry more that leads to a table.
  private mutating func add(_ key: UInt64, in memory: inout SimulatedMemory) {
    if uses[key] != nil {
      uses[key]?.references += 1
      return
    }
    let frame = Self.frame(key)
    let below = Self.below(key, in: memory)
    uses[key] = Use(references: 1, below: below)
    if frames[frame.number] == nil {
      frames[frame.number] = FrameCount(uses: 1, entries: 0)
      count(frame, in: memory)
      memory.logStores(into: frame)
    } else {
      frames[frame.number]?.uses += 1
    }
    for table in below { add(table, in: &memory) }
  }

  /// Counts one entry less that leads to a table.
  private mutating func drop(_ key: UInt64, in memory: inout SimulatedMemory) {
    guard var use = uses[key] else { return }
    use.references -= 1
    guard use.references == 0 else {
      uses[key] = use
      return
    }
    uses[key] = nil
    let frame = Self.frame(key)
    if let held = frames[frame.number], held.uses == 1 {
      entryCount -= held.entries
      frames[frame.number] = nil
      memory.stores.remove(frame)
    } else {
      frames[frame.number]?.uses -= 1
    }
    for table in use.below { drop(table, in: &memory) }
  }

  private mutating func count(_ frame: Frame<Size4KiB>, in memory: borrowing SimulatedMemory) {
    let entries =
      memory.withPage(frame) { words -> UInt64 in
        var entries: UInt64 = 0
        for index in words.indices where words[index] != 0 { entries += 1 }
        return entries
      } ?? 0
    entryCount = entryCount - (frames[frame.number]?.entries ?? 0) + entries
    frames[frame.number]?.entries = entries
  }

  /// The tables that the entries of a table lead to.
  private static func below(_ key: UInt64, in memory: borrowing SimulatedMemory) -> [UInt64] {
    guard let level = level(key), let next = level.below else { return [] }
    let size = memory.size
    return memory.withPage(frame(key)) { words in
      var below: [UInt64] = []
      TableWalk.forEachTable(below: words, level, memorySize: size) { _, table in
        below.append(Self.key(table.frame, next))
      }
      return below
    } ?? []
  }

  private static func key(_ frame: Frame<Size4KiB>, _ level: PageTableLevel) -> UInt64 {
    frame.number << 3 | UInt64(level.rawValue)
  }

  private static func frame(_ key: UInt64) -> Frame<Size4KiB> { Frame(number: key >> 3) }

  private static func level(_ key: UInt64) -> PageTableLevel? {
    PageTableLevel(rawValue: UInt8(key & 7))
  }
}
