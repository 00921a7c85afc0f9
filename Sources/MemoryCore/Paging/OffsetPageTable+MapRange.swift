extension OffsetPageTable {
  /// Maps `count` pages from `first` to as many frames from `frame`.
  ///
  /// Walks down once for each table of leaves, not once for each page: O(count). The TLB cannot
  /// hold a page that was not mapped before, so no flush is due. Where a page fails, those before
  /// it stay mapped; the error counts them. Returns how many tables were created.
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
      do {
        let table = try createTables(
          for: page, flags: tableFlags ?? flags.intersection(.inheritedByTables),
          created: &created, allocator: &allocator, memory: &memory)
        let start = page.start.index(at: Size.level)
        let run = min(count - mapped, 512 - UInt64(start.rawValue))
        try fill(table, from: start, count: run, with: target, flags, &mapped, &memory)
      } catch {
        throw MapRangeError(mappedPages: mapped, reason: error)
      }
    }
    return created
  }

  /// Writes `count` entries of one table; `mapped` counts them.
  private func fill<Size: PageSize, M: Memory & ~Copyable>(
    _ table: PageTable, from start: PageTableIndex, count: UInt64, with frame: Frame<Size>,
    _ flags: PageTableFlags, _ mapped: inout UInt64, _ memory: inout M
  ) throws(MapToError<Size>) where M.Address == PhysicalAddress, M.Fault == Never {
    let entry = try Self.entry(mapping: frame, flags: flags).rawValue
    let base = table.address(of: start).rawValue
    for n in 0..<count {
      let address = PhysicalAddress(unchecked: base &+ n &* 8)
      guard memory.load(address) == 0 else {
        throw .pageAlreadyMapped(frame.advanced(by: n))
      }
      memory.store(entry &+ n &* Size.bytes, at: address)
      mapped &+= 1
    }
  }
}

/// Where and why mapping a range stopped.
public struct MapRangeError<Size: PageSize>: Error, Equatable {
  /// How many pages, from the first on, are mapped.
  public let mappedPages: UInt64
  /// What the next page met; `nil` if there is no next page.
  public let reason: MapToError<Size>?
}
