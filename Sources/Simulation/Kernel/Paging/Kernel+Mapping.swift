import MemoryCore

extension Kernel {
  /// Looks whether pages can be mapped, and counts the tables that would have to be created.
  ///
  /// A command is refused here, before anything is changed. Walks once for each table of leaves;
  /// stops when more than `limit` tables are needed.
  func tablesNeeded<P: PhysicalMemory>(
    for start: VirtualAddress, count: UInt64, size: PageSizeName, limit: UInt64,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> UInt64 {
    guard let mapper else { throw .boot(.notBooted(.mapper)) }
    let leafSpan = size.level.entrySpan * 512
    var needed: UInt64 = 0
    // For each level, the span whose missing table has been counted last.
    var counted: [UInt64] = [0, 0, 0, 0, 0]
    var done: UInt64 = 0
    while done < count, needed <= limit {
      let page = try address(of: start, plus: done, size: size)
      let run = min(count - done, (leafSpan - (page.rawValue & (leafSpan - 1))) / size.bytes)
      var table: PageTable? = mapper.p4
      for level in [PageTableLevel.p4, .p3, .p2] where level > size.level {
        if let present = table {
          let entry = present.entry(for: page, at: level, in: &hardware.physical)
          table = try nextTable(entry, level: level, of: page)
        }
        if table == nil, counted[Int(level.rawValue)] != page.rawValue >> level.shift + 1 {
          counted[Int(level.rawValue)] = page.rawValue >> level.shift + 1
          needed += 1
        }
      }
      if let table { try checkUnused(table, page, run, size, on: &hardware) }
      if CommandProgress.current?.wasGivenUp == true { throw .kernel(.damaged) }
      done += run
    }
    hardware.ram.note(.paging(.lookUp(count)))
    return needed
  }

  /// The page `count` pages of a size behind `start`.
  func address(
    of start: VirtualAddress, plus count: UInt64, size: PageSizeName
  ) throws(Refusal) -> VirtualAddress {
    let (bytes, tooFar) = count.multipliedReportingOverflow(by: size.bytes)
    let (sum, wrapped) = start.rawValue.addingReportingOverflow(bytes)
    guard !tooFar, !wrapped else { throw .operand(.beyondAddressSpace(from: start)) }
    guard let address = try? VirtualAddress(validating: sum), address.rawValue == sum
    else { throw .operand(.nonCanonical(sum)) }
    return address
  }

  private func nextTable(
    _ entry: PageTableEntry, level: PageTableLevel, of page: VirtualAddress
  ) throws(Refusal) -> PageTable? {
    if entry.isUnused { return nil }
    switch entry.table {
    case .success(let table): return table
    case .failure(.notPresent): throw .paging(.tableNotPresent(page, level))
    case .failure(.hugePage): throw .paging(.parentEntryHugePage(page, level))
    }
  }

  private func checkUnused<P: PhysicalMemory>(
    _ table: PageTable, _ page: VirtualAddress, _ count: UInt64, _ size: PageSizeName,
    on hardware: inout Hardware<P>
  ) throws(Refusal) {
    let first = page.index(at: size.level).rawValue
    hardware.ram.enter(.pageTable(size.level), at: table.frame.start.rawValue)
    for n in 0..<UInt16(count) {
      let entry = table.entry(at: PageTableIndex(first + n), in: &hardware.physical)
      guard entry.isUnused else {
        throw .paging(.alreadyMapped(page + UInt64(n) * size.bytes, to: entry.address))
      }
    }
  }
}
