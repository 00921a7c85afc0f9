import MemoryCore

extension Kernel {
  @inline(never)
  mutating func perform<P: PhysicalMemory>(
    _ command: BootCommand, on hardware: inout Hardware<P>
  ) throws(Refusal) -> BootOutcome {
    switch command {
    case .machine: throw .boot(.machineIsDescribed)
    case .stage(let stage): .done(try boot(stage, on: &hardware))
    }
  }

  /// Runs one stage of the boot; it must be the next one.
  mutating func boot<P: PhysicalMemory>(
    _ stage: BootStage, on hardware: inout Hardware<P>
  ) throws(Refusal) -> BootReport {
    guard let next = nextStage, next <= stage else { throw .boot(.stageIsDone(stage)) }
    guard next == stage else { throw .boot(.stageTooEarly(stage, next: next)) }
    var report = BootReport(
      stage: stage, usableFrames: 0, regions: 0, tables: 0, frames: 0, giantPages: 0,
      largePages: 0)
    let stageBegins = hardware.ram.begin()
    switch stage {
    case .map: try readFirmware()
    case .regions:
      let before = map.usableFrameCount
      placement = try KernelPlacement(marking: &map)
      report.frames = before - map.usableFrameCount
    case .tables: try buildTables(&report, on: &hardware)
    case .allocator:
      frames = .bootInfo(BootInfoFrameAllocator(map: map), total: map.usableFrameCount)
    case .mapper: mapper = currentMapper(on: &hardware)
    case .heap:
      let made = try createHeap(heapDescription, on: &hardware)
      report.tables = made.tables
      report.frames = made.pages
    case .handover: report.frames = try handOver(on: &hardware)
    }
    self.stage = stage
    report.usableFrames = map.usableFrameCount
    report.regions = map.regions.count
    hardware.ram.end(stageBegins, .boot(report))
    return report
  }

  private mutating func readFirmware() throws(Refusal) {
    do {
      map = try MemoryMap(firmware: firmware)
    } catch {
      throw .boot(.memoryMap(error))
    }
    usableFrames = map.usableFrameCount
    guard usableFrames > 0 else { throw .boot(.noUsableMemory) }
  }

  /// The first page tables: kernel, stack, boot information, and all physical memory.
  private mutating func buildTables<P: PhysicalMemory>(
    _ report: inout BootReport, on hardware: inout Hardware<P>
  ) throws(Refusal) {
    guard let placement else { preconditionFailure("the regions are marked before the tables") }
    var builder = TableBuilder(frames: BootloaderFrames(map: map), layout: layout)
    let before = map.usableFrameCount
    let root = try builder.makeRoot(levels: description.levels, in: &hardware.physical)
    try builder.mapImage(of: placement, in: &hardware.physical)
    let end = map.usableEndFrame << 12
    (report.giantPages, report.largePages) =
      try builder.mapPhysicalMemory(upTo: end, in: &hardware.physical)
    map = builder.frames.map
    report.tables = Int(before - map.usableFrameCount)
    do {
      try hardware.loadCR3(root)
    } catch {
      throw .access(.register(error))
    }
  }

  /// The mapper of the tables that CR3 points to. With five levels it works on the P4 table, which
  /// is the only one: entries 0 and 511 of P5 both point to it.
  private func currentMapper<P: PhysicalMemory>(
    on hardware: inout Hardware<P>
  ) -> OffsetPageTable {
    var p4 = hardware.registers.cr3.root
    if description.levels == 5 {
      let p5 = PageTable(frame: p4)
      hardware.ram.enter(.pageTable(.p5), at: p4.start.rawValue)
      p4 = Frame(containing: p5.entry(at: PageTableIndex(0), in: &hardware.physical).address)
    }
    return OffsetPageTable(p4: PageTable(frame: p4), offset: layout.physicalMemoryOffset)
  }

  /// Puts a bitmap in charge of the frames; it starts out with those allocated that the boot has
  /// handed out, and those that it lies in itself. Returns how many the latter are.
  private mutating func handOver<P: PhysicalMemory>(
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> UInt64 {
    guard case .bootInfo(let bootInfo, _) = frames else {
      preconditionFailure("the boot-info allocator is in charge until the hand-over")
    }
    let usable = UsableFrames(of: map)
    let size = BitmapFrameAllocator.bitmapFrameCount(for: usable)
    let (taken, left) = split(at: bootInfo.allocatedCount)
    guard let place = left.first(where: { UInt64($0.count) >= size })?.lowerBound else {
      throw .frames(.tooFew(needed: size, free: usable.count - bootInfo.allocatedCount))
    }
    var bitmap = BitmapFrameAllocator(frames: usable, bitmap: PhysicalAddress(place << 12))
    for run in taken + [place..<place + size] {
      do {
        try bitmap.reserve(
          Frame(number: run.lowerBound), count: UInt64(run.count), in: &hardware.physical)
      } catch {
        // Usable frames are handed out once: a script has written where the bitmap comes to lie.
        throw .kernel(.damaged)
      }
    }
    frames = .bitmap(bitmap)
    return size
  }

  /// The usable frames in the order of the map: the first `count`, and the others.
  private func split(at count: UInt64) -> (first: [Range<UInt64>], rest: [Range<UInt64>]) {
    var first: [Range<UInt64>] = []
    var rest: [Range<UInt64>] = []
    var left = count
    for region in map.regions where region.kind == .usable {
      let middle = region.startFrame + min(left, region.frameCount)
      left -= middle - region.startFrame
      if middle > region.startFrame { first.append(region.startFrame..<middle) }
      if middle < region.endFrame { rest.append(middle..<region.endFrame) }
    }
    return (first, rest)
  }
}
