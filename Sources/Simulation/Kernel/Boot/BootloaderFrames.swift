import MemoryCore

/// The bootloader's way of taking frames: it marks them in the memory map itself.
///
/// As in bootloader 0.9, a page table extends the last stretch of page tables if usable memory
/// follows it, and else starts a new one at the front of the last usable region.
struct BootloaderFrames: FrameAllocator {
  /// The map that the frames are marked in.
  var map: MemoryMap

  /// Why the last call found nothing, if the map was full.
  private(set) var failure: MemoryMapError?

  init(map: MemoryMap) { self.map = map }

  mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    guard let number = next() else { return nil }
    do {
      try map.mark(MemoryRegion(frames: number..<number + 1, kind: .pageTable))
    } catch {
      failure = error
      return nil
    }
    join()
    memory.did(.frames(.allocate(1)))
    return AllocatedFrame(Frame(number: number))
  }

  private func next() -> UInt64? {
    let regions = map.regions
    for (table, behind) in zip(regions, regions.dropFirst())
    where table.kind == .pageTable && behind.kind == .usable
      && table.endFrame == behind.startFrame
    {
      return behind.startFrame
    }
    return regions.last { $0.kind == .usable }?.startFrame
  }

  /// Joins page-table regions that touch, so that a table more is not a region more.
  private mutating func join() {
    var joined = MemoryMap()
    var pending: MemoryRegion?
    for region in map.regions {
      if let last = pending, last.kind == .pageTable, region.kind == .pageTable,
        last.endFrame == region.startFrame
      {
        pending?.endFrame = region.endFrame
      } else {
        if let last = pending { joined.appendSorted(last) }
        pending = region
      }
    }
    if let last = pending { joined.appendSorted(last) }
    map = joined
  }
}

extension MemoryMap {
  /// Adds a region that comes from a map of no more regions than this one can hold.
  fileprivate mutating func appendSorted(_ region: MemoryRegion) {
    do {
      try add(region)
    } catch {
      preconditionFailure("a map of joined regions has no more regions than before")
    }
  }
}
