import MemoryCore

/// Where the host has the tables that the MMU read last, by the number of the step from the root.
///
/// Most walks leave the way of the one before only at the last table, so most entries are read
/// without a search for the page of the table. This is a short cut in the simulator, nothing that
/// the CPU has: every entry is read as it is at the time of the walk.
struct WalkedTables {
  private struct Table: @unchecked Sendable {
    /// The table's physical address; 1, which is none, if the host has no page of it.
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
  ) -> WalkEntry? {
    if !areCurrent(in: memory) {
      self = WalkedTables()
      generation = memory.hostPageGeneration
    }
    return entry(
      place.rawValue &>> 3, of: place.rawValue & ~0xfff, step: step, in: &memory)
  }

  /// Whether the pages known here are those of the memory.
  @inline(__always)
  func areCurrent(in memory: some PhysicalMemory) -> Bool {
    generation == memory.hostPageGeneration
  }

  /// The entry that the low nine bits of `index` choose in the table at `start`; `nil` as above.
  /// What is known here must be current.
  @inline(__always)
  mutating func entry(
    _ index: UInt64, of start: UInt64, step: Int, in memory: inout some PhysicalMemory
  ) -> WalkEntry? {
    if tables[step].start != start {
      // It is the last table that changes often.
      guard step == 3 ? find(start, step, in: &memory) : findSeldom(start, step, in: &memory) else {
        return nil
      }
    }
    return WalkEntry(rawValue: tables[step].words.unsafelyUnwrapped[Int(index & 511)])
  }

  @inline(never)
  private mutating func findSeldom(
    _ start: UInt64, _ step: Int, in memory: inout some PhysicalMemory
  ) -> Bool {
    find(start, step, in: &memory)
  }

  @inline(__always)
  private mutating func find(
    _ start: UInt64, _ step: Int, in memory: inout some PhysicalMemory
  ) -> Bool {
    let frame = Frame<Size4KiB>(containing: PhysicalAddress(truncating: start))
    guard let words = memory.hostPage(of: frame, forWriting: false) else { return false }
    tables[step] = Table(start: start, words: words)
    return true
  }
}
