import MemoryCore

extension Kernel {
  /// What keeps frames from being freed: they hold page tables, the heap or the bitmap.
  ///
  /// Pages of a script that map a frame do not: that a freed frame stays mapped is a bug to see.
  func use<P: PhysicalMemory>(
    of first: Frame<Size4KiB>, count: UInt64, _ bitmap: BitmapFrameAllocator,
    on hardware: inout Hardware<P>
  ) -> (frame: Frame<Size4KiB>, owner: FrameOwner)? {
    let wanted = first.number..<first.number + count
    let bitmapStart = bitmap.bitmap.rawValue >> 12
    let bitmapFrames =
      bitmapStart..<bitmapStart + BitmapFrameAllocator.bitmapFrameCount(for: bitmap.frames)
    if wanted.overlaps(bitmapFrames) {
      return (Frame(number: max(wanted.lowerBound, bitmapStart)), .kernel)
    }
    var visited: Set<UInt64> = []
    if let table = tableFrame(
      within: wanted, hardware.registers.cr3.root,
      hardware.registers.rootLevel, &visited, on: &hardware)
    {
      return (table, .table)
    }
    for page in 0..<heapPages {
      guard let address = try? VirtualAddress(validating: heapDescription.start + page * 4096),
        let mapped = mapper?.translateAddress(address, memory: &hardware.physical),
        wanted.contains(mapped.rawValue >> 12)
      else { continue }
      return (Frame(containing: mapped), .heap)
    }
    return nil
  }

  /// A page table among frames, searched from one table down; tables that lead in a circle are
  /// looked at once.
  private func tableFrame<P: PhysicalMemory>(
    within wanted: Range<UInt64>, _ frame: Frame<Size4KiB>, _ level: PageTableLevel,
    _ visited: inout Set<UInt64>, on hardware: inout Hardware<P>
  ) -> Frame<Size4KiB>? {
    if wanted.contains(frame.number) { return frame }
    guard let below = level.below,
      visited.insert(frame.number << 3 | UInt64(level.rawValue)).inserted
    else { return nil }
    let table = PageTable(frame: frame)
    // An onlooker's reads: the search is the simulation's, not the kernel's.
    let words = hardware.physical.hostPage(of: frame, forWriting: false)
    for index in 0..<PageTable.entryCount {
      let word =
        words?[Int(index)] ?? hardware.physical.peek(table.address(of: PageTableIndex(index)))
      guard word & 1 != 0 else { continue }
      guard case .success(let next) = PageTableEntry(rawValue: word).table else { continue }
      if let found = tableFrame(
        within: wanted, next.frame, below, &visited, on: &hardware)
      {
        return found
      }
    }
    return nil
  }
}
