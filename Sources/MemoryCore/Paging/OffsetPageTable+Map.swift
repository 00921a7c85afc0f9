extension OffsetPageTable {
  /// Maps `page` to `frame` and creates the tables that are missing.
  ///
  /// The entries above get the present, writable and user bits of `flags`. O(1); at most three
  /// frames are taken from `allocator`.
  public func map<Size: PageSize, A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    _ page: Page<Size>, to frame: Frame<Size>, flags: PageTableFlags,
    allocator: inout A, memory: inout M
  ) throws(MapToError<Size>) -> MappedPage<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    try map(
      page, to: frame, flags: flags, tableFlags: flags.intersection(.inheritedByTables),
      allocator: &allocator, memory: &memory)
  }

  /// Maps `page` to `frame`; new entries above get `tableFlags`, existing ones get them added.
  public func map<Size: PageSize, A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    _ page: Page<Size>, to frame: Frame<Size>, flags: PageTableFlags, tableFlags: PageTableFlags,
    allocator: inout A, memory: inout M
  ) throws(MapToError<Size>) -> MappedPage<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    var created = 0
    let table: PageTable
    do {
      table = try createTables(
        for: page, flags: tableFlags, created: &created, allocator: &allocator, memory: &memory)
    } catch {
      throw MapToError(error)
    }
    let index = page.start.index(at: Size.level)
    memory.enter(.pageTable(Size.level), at: table.frame.start.rawValue)
    guard table.entry(at: index, in: &memory).isUnused else { throw .pageAlreadyMapped(frame) }
    table.set(try Self.entry(mapping: frame, flags: flags), at: index, in: &memory)
    memory.did(.paging(.writeEntries(1)))
    return MappedPage(flush: MapperFlush(page), tablesCreated: created)
  }

  /// Maps the page at the frame's own address to it.
  public func identityMap<Size: PageSize, A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    _ frame: Frame<Size>, flags: PageTableFlags, allocator: inout A, memory: inout M
  ) throws(MapToError<Size>) -> MappedPage<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    let address: VirtualAddress
    do {
      address = try VirtualAddress(validating: frame.start.rawValue)
    } catch {
      throw .identityAddressNotCanonical(error)
    }
    return try map(
      Page(containing: address), to: frame, flags: flags, allocator: &allocator, memory: &memory)
  }

  /// The entry that maps a page to `frame`.
  static func entry<Size: PageSize>(
    mapping frame: Frame<Size>, flags: PageTableFlags
  ) throws(MapToError<Size>) -> PageTableEntry {
    guard Size.level == .p1 else {
      return PageTableEntry(address: frame.start, flags: flags.union(.hugePage))
    }
    guard !flags.contains(.hugePage) else { throw .hugePageFlag }
    return PageTableEntry(address: frame.start, flags: flags)
  }

  /// The table whose entries map pages of size `Size`, created with those above it if missing.
  func createTables<Size: PageSize, A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    for page: Page<Size>, flags: PageTableFlags, created: inout Int,
    allocator: inout A, memory: inout M
  ) throws(TableCreationError) -> PageTable where M.Address == PhysicalAddress, M.Fault == Never {
    var table = try nextTable(
      below: p4, at: .p4, to: page.start, flags: flags, created: &created, allocator: &allocator,
      memory: &memory)
    if Size.level < .p3 {
      table = try nextTable(
        below: table, at: .p3, to: page.start, flags: flags, created: &created,
        allocator: &allocator, memory: &memory)
    }
    if Size.level < .p2 {
      table = try nextTable(
        below: table, at: .p2, to: page.start, flags: flags, created: &created,
        allocator: &allocator, memory: &memory)
    }
    return table
  }

  /// The table that a table's entry for `page` points to; an unused entry gets a new, empty one.
  private func nextTable<A: FrameAllocator & ~Copyable, M: Memory & ~Copyable>(
    below above: PageTable, at level: PageTableLevel, to page: VirtualAddress,
    flags: PageTableFlags, created: inout Int, allocator: inout A, memory: inout M
  ) throws(TableCreationError) -> PageTable where M.Address == PhysicalAddress, M.Fault == Never {
    let address = above.address(of: page.index(at: level))
    memory.enter(.pageTable(level), at: above.frame.start.rawValue)
    var entry = PageTableEntry(rawValue: memory.load(address))
    if entry.isUnused {
      memory.did(.paging(.lookUp(0)))
      guard let frame = allocator.allocateFrame(in: &memory) else { throw .frameAllocationFailed }
      // The crate has taken the frame, too, when it asserts this: it is lost there as here.
      let table = PageTable(frame: frame.take())
      guard !flags.contains(.hugePage) else { throw .hugePageFlag }
      memory.enter(.pageTable(level), at: above.frame.start.rawValue)
      memory.store(
        PageTableEntry(address: table.frame.start, flags: flags).rawValue, at: address)
      guard flags.contains(.present) else { throw .parentEntryNotPresent }
      memory.enter(.pageTable(level.below ?? .p1), at: table.frame.start.rawValue)
      table.clear(in: &memory)
      created &+= 1
      memory.did(.paging(.createTables(1)))
      return table
    }
    if !entry.flags.isSuperset(of: flags) {
      entry = entry.with(entry.flags.union(flags))
      memory.store(entry.rawValue, at: address)
    }
    guard entry.isPresent else { throw .parentEntryNotPresent }
    guard !entry.isHuge else { throw .parentEntryHugePage }
    return PageTable(frame: Frame(containing: entry.address))
  }
}

/// What mapping a page did.
public struct MappedPage<Size: PageSize>: ~Copyable {
  /// The flush that is due.
  public let flush: MapperFlush<Size>

  /// How many tables were created: the lowest ones on the way to the page.
  public let tablesCreated: Int

  /// Spends the flush; see `MapperFlush`.
  public consuming func flush<P: Processor>(on processor: inout P) {
    flush.flush(on: &processor)
  }

  /// Spends the flush; see `MapperFlush.take()`.
  public consuming func takeFlush() -> VirtualAddress {
    flush.take()
  }
}
