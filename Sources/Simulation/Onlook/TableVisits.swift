import MemoryCore

/// How often an algorithm that follows each entry comes to a table: one to which n entries lead is
/// visited n times, and so are those below it. Tables in a circle are visited as often as there are
/// ways through it, which grow with the power of the levels.
struct TableVisits {
  private var counts: [UInt64: UInt64] = [:]

  /// The tables, each at every level where it is reached.
  var distinct: Int { counts.count }

  /// The visits below a root and of it; the most that 64 bits can count if they are more.
  /// O(512 · tables · levels). Nothing is accessed.
  mutating func count<M: PhysicalMemory>(below root: TableRoot, in memory: M) -> UInt64 {
    guard root.frame.start.rawValue < memory.size else { return 0 }
    return count(PageTable(frame: root.frame), root.level, in: memory)
  }

  private mutating func count<M: PhysicalMemory>(
    _ table: PageTable, _ level: PageTableLevel, in memory: M
  ) -> UInt64 {
    let key = table.frame.number << 3 | UInt64(level.rawValue)
    if let known = counts[key] { return known }
    var below: [PageTable] = []
    _ = memory.withPage(table.frame) { words in
      TableWalk.forEachTable(below: words, level, memorySize: memory.size) { below.append($1) }
    }
    var visits: UInt64 = 1
    if let next = level.below {
      for child in below {
        let (sum, overflows) = visits.addingReportingOverflow(count(child, next, in: memory))
        visits = overflows ? .max : sum
      }
    }
    counts[key] = visits
    return visits
  }
}
