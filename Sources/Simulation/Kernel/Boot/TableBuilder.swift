import MemoryCore

/// Builds the page tables that a kernel starts with, as the bootloader does before it.
struct TableBuilder {
  /// Where the tables' frames come from.
  var frames: BootloaderFrames
  private let layout: KernelLayout
  private var mapper: OffsetPageTable?

  init(frames: BootloaderFrames, layout: KernelLayout) {
    self.frames = frames
    self.layout = layout
  }

  /// An empty P4 table, and with five levels a P5 table whose first and last entry point to it.
  ///
  /// The two halves of the 48-bit address space use different entries of P4, so one table serves
  /// both ends of the 57-bit one.
  mutating func makeRoot<P: PhysicalMemory>(
    levels: Int, in memory: inout P
  ) throws(Refusal) -> Frame<Size4KiB> {
    let p4 = try makeTable(.p4, in: &memory)
    mapper = OffsetPageTable(p4: p4, offset: layout.physicalMemoryOffset)
    guard levels == 5 else { return p4.frame }
    let p5 = try makeTable(.p5, in: &memory)
    let entry = PageTableEntry(
      address: p4.frame.start, flags: [.present, .writable, .userAccessible])
    p5.set(entry, at: PageTableIndex(0), in: &memory)
    p5.set(entry, at: PageTableIndex(511), in: &memory)
    memory.note(.paging(.writeEntries(2)))
    return p5.frame
  }

  /// Maps the kernel: half of the image as code, a quarter as constants, the rest as data; then
  /// the boot information and the stack.
  mutating func mapImage<P: PhysicalMemory>(
    of placement: KernelPlacement, in memory: inout P
  ) throws(Refusal) {
    let size = UInt64(placement.kernel.count)
    let code = (size + 1) / 2
    let constants = (size - code) / 2
    let start = layout.kernelStart
    let segments: [(pages: UInt64, flags: PageTableFlags)] = [
      (code, [.present]), (constants, [.present, .noExecute]),
      (size - code - constants, [.present, .writable, .noExecute]),
    ]
    var done: UInt64 = 0
    for segment in segments {
      try map(
        Page<Size4KiB>(containing: start + done * 4096), count: segment.pages,
        to: placement.kernel.lowerBound + done, segment.flags, in: &memory)
      done += segment.pages
    }
    let data: PageTableFlags = [.present, .writable, .noExecute]
    try map(
      Page<Size4KiB>(containing: layout.bootInfoStart), count: 1,
      to: placement.bootInfo.lowerBound, data, in: &memory)
    try map(
      Page<Size4KiB>(containing: layout.stackStart), count: UInt64(placement.stack.count),
      to: placement.stack.lowerBound, data, in: &memory)
  }

  /// Maps physical memory up to `end`: 1 GiB pages as far as they go, then 2 MiB pages, the last
  /// of which may reach beyond the end.
  mutating func mapPhysicalMemory<P: PhysicalMemory>(
    upTo end: UInt64, in memory: inout P
  ) throws(Refusal) -> (giant: UInt64, large: UInt64) {
    let giant = end / Size1GiB.bytes
    let large = (end - giant * Size1GiB.bytes + Size2MiB.bytes - 1) / Size2MiB.bytes
    let start = layout.physicalMemoryOffset
    let room = layout.physicalMemoryLimit - start
    guard end <= room else { throw .boot(.tooMuchMemory(end: end, limit: room)) }
    let flags: PageTableFlags = [.present, .writable, .noExecute]
    try map(Page<Size1GiB>(containing: start), count: giant, to: 0, flags, in: &memory)
    try map(
      Page<Size2MiB>(containing: start + giant * Size1GiB.bytes), count: large,
      to: giant * Size1GiB.bytes / 4096, flags, in: &memory)
    return (giant, large)
  }

  private mutating func map<Size: PageSize, P: PhysicalMemory>(
    _ page: Page<Size>, count: UInt64, to frame: UInt64, _ flags: PageTableFlags,
    in memory: inout P
  ) throws(Refusal) {
    guard let mapper else { preconditionFailure("the root is made first") }
    do {
      // Parents are writable whatever their first page is, as later pages may be.
      _ = try mapper.mapRange(
        page, count: count, to: Frame<Size>(containing: PhysicalAddress(frame << 12)),
        flags: flags, tableFlags: [.present, .writable], allocator: &frames, memory: &memory)
    } catch {
      throw frames.failure.map { .boot(.memoryMap($0)) } ?? .frames(.tooFew(needed: 1, free: 0))
    }
  }

  private mutating func makeTable<P: PhysicalMemory>(
    _ level: PageTableLevel, in memory: inout P
  ) throws(Refusal) -> PageTable {
    guard let frame = frames.allocateFrame(in: &memory) else {
      throw frames.failure.map { .boot(.memoryMap($0)) } ?? .frames(.tooFew(needed: 1, free: 0))
    }
    let table = PageTable(frame: frame.take())
    memory.enter(.pageTable(level), at: table.frame.start.rawValue)
    table.clear(in: &memory)
    memory.note(.paging(.createTables(1)))
    return table
  }
}
