extension OffsetPageTable {
  /// Removes the mapping of `page`; its tables stay until `cleanUp`. O(1).
  @inline(__always)
  public func unmap<Size: PageSize, M: Memory & ~Copyable>(
    _ page: Page<Size>, memory: inout M
  ) throws(UnmapError) -> UnmappedPage<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    let table: PageTable
    switch self.table(mapping: page, in: &memory) {
    case .success(let found): table = found
    case .failure(let reason): throw UnmapError(reason)
    }
    let index = page.start.index(at: Size.level)
    memory.enter(.pageTable(Size.level), at: table.frame.start.rawValue)
    let entry = table.entry(at: index, in: &memory)
    guard entry.isPresent else { throw .pageNotMapped }
    guard entry.isHuge == (Size.level > .p1) else { throw .parentEntryHugePage }
    guard let frame = Frame<Size>(startingAt: entry.address) else {
      throw .invalidFrameAddress(entry.address)
    }
    table.set(.unused, at: index, in: &memory)
    memory.did(.paging(.writeEntries(1)))
    return UnmappedPage(frame: frame, flush: MapperFlush(page))
  }
}

/// What unmapping a page did.
public struct UnmappedPage<Size: PageSize>: ~Copyable {
  /// The frame that the page was mapped to; it is the caller's to free.
  public let frame: Frame<Size>

  /// The flush that is due.
  public let flush: MapperFlush<Size>

  /// Spends the flush; see `MapperFlush`.
  public consuming func flush<P: Processor>(on processor: inout P) {
    flush.flush(on: &processor)
  }

  /// Spends the flush; see `MapperFlush.take()`.
  public consuming func takeFlush() -> VirtualAddress {
    flush.take()
  }
}
