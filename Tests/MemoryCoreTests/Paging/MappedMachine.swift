import MemoryCore

/// 8 MiB of memory with an allocator of all its frames but the first, and an empty P4 table.
struct MappedMachine {
  var memory = WordMemory(from: PhysicalAddress(0), size: 8 << 20)
  var allocator: BitmapFrameAllocator
  let mapper: OffsetPageTable

  init() throws {
    var map = MemoryMap()
    try map.add(MemoryRegion(frames: 1..<2_048, kind: .usable))
    allocator = BitmapFrameAllocator(frames: UsableFrames(of: map), bitmap: PhysicalAddress(0))
    guard let p4 = allocator.allocateFrame(in: &memory)?.take() else { throw OutOfFrames() }
    mapper = OffsetPageTable(p4: PageTable(frame: p4), offset: VirtualAddress(0))
  }

  mutating func map<Size: PageSize>(
    _ page: Page<Size>, to frame: Frame<Size>, _ flags: PageTableFlags
  ) throws(MapToError<Size>) -> Int {
    let mapped = try mapper.map(
      page, to: frame, flags: flags, allocator: &allocator, memory: &memory)
    let created = mapped.tablesCreated
    _ = mapped.takeFlush()
    return created
  }

  mutating func unmap<Size: PageSize>(_ page: Page<Size>) throws(UnmapError) -> Frame<Size> {
    let unmapped = try mapper.unmap(page, memory: &memory)
    let frame = unmapped.frame
    _ = unmapped.takeFlush()
    return frame
  }

  mutating func cleanUp() throws(FrameFreeError) -> Int {
    try mapper.cleanUp(deallocator: &allocator, memory: &memory)
  }

  private struct OutOfFrames: Error {}
}
