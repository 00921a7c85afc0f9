extension OffsetPageTable {
  /// Maps `count` pages from `first` to as many frames from `frame`.
  ///
  /// Walks down once for each table of leaves, not once for each page: O(count). The TLB cannot
  /// hold a page that was not mapped before, so no flush is due. Where a page fails, those before
  /// it stay mapped; the error counts them. Frames beyond the 52 bits of addresses trap. Returns
  /// how many tables were created.
  public func mapRange<Size: PageSize, A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    _ first: Page<Size>, count: UInt64, to frame: Frame<Size>, flags: PageTableFlags,
    tableFlags: PageTableFlags? = nil, allocator: inout A, memory: inout M
  ) throws(MapRangeError<Size>) -> Int where M.Address == PhysicalAddress, M.Fault == Never {
    var mapped: UInt64 = 0
    var created = 0
    while mapped < count {
      guard let page = first.advanced(by: mapped) else {
        throw MapRangeError(mappedPages: mapped, reason: nil)
      }
      let target = frame.advanced(by: mapped)
      let table: PageTable
      let entry: PageTableEntry
      do {
        table = try createTables(
          for: page, flags: tableFlags ?? flags.intersection(.inheritedByTables),
          created: &created, allocator: &allocator, memory: &memory)
      } catch {
        throw MapRangeError(mappedPages: mapped, reason: MapToError(error))
      }
      do {
        entry = try Self.entry(mapping: target, flags: flags)
      } catch {
        throw MapRangeError(mappedPages: mapped, reason: error)
      }
      let start = page.start.index(at: Size.level)
      let run = min(count - mapped, 512 - UInt64(start.rawValue))
      // Traps where the frames leave the 52 bits; `fill` would carry into the flags.
      _ = target.advanced(by: run - 1)
      let filled = fill(
        table, from: start, count: run, with: entry, at: Size.level, step: Size.bytes, &memory)
      memory.did(.paging(.writeEntries(filled)))
      mapped += filled
      guard filled == run else {
        let next = frame.advanced(by: mapped)
        throw MapRangeError(mappedPages: mapped, reason: .pageAlreadyMapped(next))
      }
    }
    return created
  }

  /// Writes up to `count` entries of one table whose addresses are `step` bytes apart; stops at an
  /// entry in use. Returns how many it has written.
  private func fill<M: Memory & ~Copyable>(
    _ table: PageTable, from start: PageTableIndex, count: UInt64, with first: PageTableEntry,
    at level: PageTableLevel, step: UInt64, _ memory: inout M
  ) -> UInt64 where M.Address == PhysicalAddress, M.Fault == Never {
    let base = table.address(of: start).rawValue
    memory.enter(.pageTable(level), at: table.frame.start.rawValue)
    for n in 0..<count {
      let address = PhysicalAddress(unchecked: base &+ n &* 8)
      guard memory.load(address) == 0 else { return n }
      memory.store(first.rawValue &+ n &* step, at: address)
    }
    return count
  }
}

/// Where and why mapping a range stopped.
public struct MapRangeError<Size: PageSize>: Error, Equatable {
  /// How many pages, from the first on, are mapped.
  public let mappedPages: UInt64
  /// What the next page met; `nil` if there is no next page.
  public let reason: MapToError<Size>?
}
