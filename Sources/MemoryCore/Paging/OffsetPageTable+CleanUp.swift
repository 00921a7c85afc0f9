extension OffsetPageTable {
  /// Frees the tables below P4 that hold no entry; the P4 table stays.
  ///
  /// Returns how many were freed. O(tables · 512). The flush of the whole TLB is due if any was:
  /// a CPU may cache entries that point to tables.
  public func cleanUp<D: FrameDeallocator & ~Copyable, M: Memory & ~Copyable>(
    deallocator: inout D, memory: inout M
  ) throws(FrameFreeError) -> Int where M.Address == PhysicalAddress, M.Fault == Never {
    try cleanUp(
      from: Page(containing: VirtualAddress(0)),
      through: Page(containing: VirtualAddress(truncating: .max)),
      deallocator: &deallocator, memory: &memory)
  }

  /// Frees the tables that hold no entry among those that map pages of the given range.
  public func cleanUp<D: FrameDeallocator & ~Copyable, M: Memory & ~Copyable>(
    from first: Page<Size4KiB>, through last: Page<Size4KiB>,
    deallocator: inout D, memory: inout M
  ) throws(FrameFreeError) -> Int where M.Address == PhysicalAddress, M.Fault == Never {
    guard first <= last else { return 0 }
    var freed = 0
    _ = try cleanUp(
      p4, level: .p4, from: first.start.rawValue & 0xffff_ffff_ffff,
      through: last.start.rawValue & 0xffff_ffff_ffff,
      freed: &freed, deallocator: &deallocator, memory: &memory)
    return freed
  }

  /// Cleans up below one table and tells whether it is empty now. The range lies in its span.
  private func cleanUp<D: FrameDeallocator & ~Copyable, M: Memory & ~Copyable>(
    _ table: PageTable, level: PageTableLevel, from first: UInt64, through last: UInt64,
    freed: inout Int, deallocator: inout D, memory: inout M
  ) throws(FrameFreeError) -> Bool where M.Address == PhysicalAddress, M.Fault == Never {
    if let below = level.below, level > .p1 {
      let base = first & ~(level.entrySpan &* 512 &- 1)
      for n in first >> level.shift & 0x1ff...last >> level.shift & 0x1ff {
        let index = PageTableIndex(truncating: n)
        memory.enter(.pageTable(level), at: table.frame.start.rawValue)
        guard case .success(let next) = table.entry(at: index, in: &memory).table else { continue }
        let start = base + n * level.entrySpan
        let isEmpty = try cleanUp(
          next, level: below, from: max(first, start),
          through: min(last, start + (level.entrySpan - 1)),
          freed: &freed, deallocator: &deallocator, memory: &memory)
        guard isEmpty else { continue }
        memory.enter(.pageTable(level), at: table.frame.start.rawValue)
        table.set(.unused, at: index, in: &memory)
        memory.did(.paging(.writeEntries(1)))
        try deallocator.deallocate(next.frame, in: &memory)
        freed += 1
        memory.did(.paging(.freeTables(1)))
      }
    }
    memory.enter(.pageTable(level), at: table.frame.start.rawValue)
    return table.isEmpty(in: &memory)
  }
}
