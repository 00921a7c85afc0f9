import MemoryCore

/// Where the host has the tables that the MMU read last, by the number of the step from the root.
///
/// Most walks leave the way of the one before only at the last table, so most entries are read
/// without a search for the page of the table. This is a short cut in the simulator, nothing that
/// the CPU has: every entry is read as it is at the time of the walk.
struct WalkedTables {
  private struct Table: @unchecked Sendable {
    /// The table's physical address; 1, which is none, if nothing is known.
    var start: UInt64 = 1
    var words: UnsafeMutablePointer<UInt64>?
  }

  private var tables: InlineArray<5, Table> = InlineArray(repeating: Table())
  /// The generation of the host pages that the pointers are good for.
  private var generation: UInt64 = 0

  /// The entry at `place`, which step `step` of a walk reads; `nil` if the memory has no host pages
  /// and wants to see the access.
  @inline(__always)
  mutating func entry(
    at place: PhysicalAddress, step: Int, in memory: inout some PhysicalMemory
  ) -> UInt64? {
    let start = place.rawValue & ~0xfff
    if tables[step].start != start || generation != memory.hostPageGeneration {
      find(start, step, in: &memory)
    }
    return tables[step].words?[place.wordInPage]
  }

  @inline(never)
  private mutating func find(
    _ start: UInt64, _ step: Int, in memory: inout some PhysicalMemory
  ) {
    if generation != memory.hostPageGeneration { self = WalkedTables() }
    generation = memory.hostPageGeneration
    let frame = Frame<Size4KiB>(containing: PhysicalAddress(truncating: start))
    tables[step] = Table(start: start, words: memory.hostPage(of: frame, forWriting: false))
  }
}
