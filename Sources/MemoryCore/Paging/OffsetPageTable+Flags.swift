extension OffsetPageTable {
  /// Replaces the flags of the page's entry; a larger page keeps its huge-page bit. O(1).
  public func updateFlags<Size: PageSize, M: Memory & ~Copyable>(
    of page: Page<Size>, to flags: PageTableFlags, memory: inout M
  ) throws(FlagUpdateError) -> MapperFlush<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    let table: PageTable
    switch self.table(mapping: page, in: &memory) {
    case .success(let found): table = found
    case .failure(let reason): throw FlagUpdateError(reason)
    }
    let index = page.start.index(at: Size.level)
    let flags = Size.level > .p1 ? flags.union(.hugePage) : flags
    memory.enter(.pageTable(Size.level), at: table.frame.start.rawValue)
    try replaceFlags(at: table.address(of: index), with: flags, memory: &memory)
    return MapperFlush(page)
  }

  /// Replaces the flags of the entry above `page` in the table of `level`, P4, P3 or P2. O(1).
  ///
  /// A level at or below that of the page's own entry has no parent entry.
  public func setFlags<Size: PageSize, M: Memory & ~Copyable>(
    ofParentAt level: PageTableLevel, above page: Page<Size>, to flags: PageTableFlags,
    memory: inout M
  ) throws(FlagUpdateError) -> MapperFlushAll
  where M.Address == PhysicalAddress, M.Fault == Never {
    precondition(level > .p1 && level < .p5, "parent entries are in P4, P3 and P2 tables")
    guard level > Size.level else { throw .parentEntryHugePage }
    var table = p4
    for above in [PageTableLevel.p4, .p3] where above > level {
      switch table.entry(for: page.start, at: above, in: &memory).table {
      case .success(let next): table = next
      case .failure(let reason): throw FlagUpdateError(reason)
      }
    }
    let address = table.address(of: page.start.index(at: level))
    memory.enter(.pageTable(level), at: table.frame.start.rawValue)
    try replaceFlags(at: address, with: flags, memory: &memory)
    return MapperFlushAll()
  }

  private func replaceFlags<M: Memory & ~Copyable>(
    at address: PhysicalAddress, with flags: PageTableFlags, memory: inout M
  ) throws(FlagUpdateError) where M.Address == PhysicalAddress, M.Fault == Never {
    let entry = PageTableEntry(rawValue: memory.load(address))
    guard !entry.isUnused else { throw .pageNotMapped }
    memory.store(entry.with(flags).rawValue, at: address)
    memory.did(.paging(.writeEntries(1)))
  }
}
