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
    if let table = tableFrame(within: wanted, on: hardware) { return (table, .table) }
    for page in 0..<heapPages {
      guard let address = try? VirtualAddress(validating: heapDescription.start + page * 4096),
        let mapped = mapper?.translateAddress(address, memory: &hardware.physical),
        wanted.contains(mapped.rawValue >> 12)
      else { continue }
      return (Frame(containing: mapped), .heap)
    }
    hardware.ram.note(.paging(.lookUp(heapPages)))
    return nil
  }

  /// A page table among frames: one that the CPU reads, or one that the kernel edits, which are
  /// others while CR3 points elsewhere. An onlooker's search, not the kernel's.
  private func tableFrame<P: PhysicalMemory>(
    within wanted: Range<UInt64>, on hardware: borrowing Hardware<P>
  ) -> Frame<Size4KiB>? {
    var roots = [hardware.tableRoot()]
    if let own = mapper?.p4.frame { roots.append(TableRoot(frame: own, level: .p4)) }
    var found: Frame<Size4KiB>?
    for root in roots where found == nil {
      TableWalk.run(below: root, in: hardware.physical) { table, _ in
        guard wanted.contains(table.table.frame.number) else { return .below }
        found = table.table.frame
        return .stop
      }
    }
    return found
  }
}
