import MemoryCore

extension Kernel {
  @inline(never)
  mutating func perform<P: PhysicalMemory>(
    _ command: PagingCommand, _ program: Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    switch command {
    case .map(let request):
      let page = try virtual(request.page, program)
      let frame = try request.frame.map { (operand) throws(Refusal) in
        try physical(operand, program)
      }
      return try map(request, page: page, frame: frame, on: &hardware)
    case .identityMap(let operand, let size, let flags):
      let frame = try physical(operand, program)
      let request = MapRequest(
        page: operand, frame: operand, size: size, flags: flags, count: 1, tableFlags: nil)
      return try map(request, page: frame, frame: frame, on: &hardware)
    case .unmap(let page, let size, let count, let freeFrames):
      return try unmap(
        size, page: try virtual(page, program), count: count, freeFrames: freeFrames,
        on: &hardware)
    case .clean(let range): return try clean(range, on: &hardware)
    case .protect(let page, let size, let flags, let level):
      return try protect(
        size, page: try virtual(page, program), flags: flags, level: level, on: &hardware)
    case .translate(let operand):
      guard let mapper else { throw .boot(.notBooted(.mapper)) }
      let address = try virtualAddress(try virtual(operand, program), alignment: 1)
      let found = mapper.translate(address, memory: &hardware.physical)
      hardware.ram.note(.paging(.lookUp(1)))
      return .translated(address, found)
    }
  }

  /// Maps pages, to given frames or to new ones.
  mutating func map<P: PhysicalMemory>(
    _ request: MapRequest, page: UInt64, frame: UInt64?, on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    switch request.size {
    case .small: try map(request, Size4KiB.self, page: page, frame: frame, on: &hardware)
    case .large: try map(request, Size2MiB.self, page: page, frame: frame, on: &hardware)
    case .giant: try map(request, Size1GiB.self, page: page, frame: frame, on: &hardware)
    }
  }

  /// Unmaps pages; all of them must be mapped.
  mutating func unmap<P: PhysicalMemory>(
    _ size: PageSizeName, page: UInt64, count: UInt64, freeFrames: Bool,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    switch size {
    case .small: try unmap(Size4KiB.self, page, count, freeFrames, on: &hardware)
    case .large: try unmap(Size2MiB.self, page, count, freeFrames, on: &hardware)
    case .giant: try unmap(Size1GiB.self, page, count, freeFrames, on: &hardware)
    }
  }

  /// Replaces the flags of a page's entry or of the entry above it.
  mutating func protect<P: PhysicalMemory>(
    _ size: PageSizeName, page: UInt64, flags: PageTableFlags, level: PageTableLevel,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    switch size {
    case .small: try protect(Size4KiB.self, page, flags, level, on: &hardware)
    case .large: try protect(Size2MiB.self, page, flags, level, on: &hardware)
    case .giant: try protect(Size1GiB.self, page, flags, level, on: &hardware)
    }
  }

  /// Frees emptied page tables.
  mutating func clean<P: PhysicalMemory>(
    _ range: ClosedRange<UInt64>?, on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    guard let mapper else { throw .boot(.notBooted(.mapper)) }
    guard case .bitmap(let bitmap) = frames else { throw .frames(.cannotFree) }
    try refuseCircles(below: mapper, on: hardware)
    var deallocator = TableFrames(bitmap: bitmap)
    let first = try virtualAddress(range?.lowerBound ?? 0, alignment: 1)
    let last = try virtualAddress(range?.upperBound ?? .max, alignment: 1)
    do {
      let freed = try mapper.cleanUp(
        from: Page(containing: first), through: Page(containing: last),
        deallocator: &deallocator, memory: &hardware.physical)
      frames = .bitmap(deallocator.bitmap)
      hardware.ram.note(.paging(.lookUp(0)))
      if freed > 0 { hardware.flushTLB() }
      return .cleaned(tables: freed)
    } catch {
      throw .frames(FramesRefusal(error))
    }
  }

  /// Cleaning up follows each entry. Where entries lead to tables again that others lead to, as a
  /// physical write can make them, that may be millions of visits to a few tables.
  private func refuseCircles<P: PhysicalMemory>(
    below mapper: OffsetPageTable, on hardware: borrowing Hardware<P>
  ) throws(Refusal) {
    var visits = TableVisits()
    let root = TableRoot(frame: mapper.p4.frame, level: .p4)
    let count = visits.count(below: root, in: hardware.physical)
    guard count <= 4 * UInt64(visits.distinct) + 1 << 16 else {
      throw .paging(.tablesInCircles(visits: count, tables: visits.distinct))
    }
  }

  private mutating func map<Size: PageSize, P: PhysicalMemory>(
    _ request: MapRequest, _ type: Size.Type, page: UInt64, frame: UInt64?,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    guard let mapper, var allocator = frames else { throw .boot(.notBooted(.mapper)) }
    let start = try virtualAddress(page, alignment: Size.bytes)
    guard request.count > 0 else {
      throw .operand(.outOfRange(argument: "count", value: 0, allowed: 1...1 << 36))
    }
    _ = try address(of: start, plus: request.count - 1, size: request.size)
    guard Size.level > .p1 || !request.flags.contains(.hugePage) else {
      throw .paging(.impossibleFlags(request.flags))
    }
    let tableFlags = try tableFlags(of: request)
    let target: Frame<Size>? = try frame.map { (frame) throws(Refusal) in
      try physicalFrames(frame, count: request.count)
    }
    let free = allocator.freeCount
    let taken = (frame == nil ? request.count : 0)
      .multipliedReportingOverflow(by: Size.bytes / 4096)
    guard !taken.overflow, taken.partialValue <= free else {
      throw .frames(.tooFew(needed: taken.overflow ? .max : taken.partialValue, free: free))
    }
    let needed = try tablesNeeded(
      for: start, count: request.count, size: request.size, limit: free, on: &hardware)
    guard taken.partialValue + needed <= free else {
      throw .frames(.tooFew(needed: taken.partialValue + needed, free: free))
    }
    let first = Page<Size>(containing: start)
    let done: PageMapping
    if let target {
      done = try mapRange(
        first, request, tableFlags, to: target, mapper, &allocator, on: &hardware)
    } else {
      done = try mapNewFrames(first, request, tableFlags, mapper, &allocator, on: &hardware)
    }
    frames = allocator
    return .mapped(done)
  }

  private func mapRange<Size: PageSize, P: PhysicalMemory>(
    _ first: Page<Size>, _ request: MapRequest, _ tableFlags: PageTableFlags,
    to frame: Frame<Size>, _ mapper: OffsetPageTable, _ allocator: inout KernelFrames,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PageMapping {
    var tables = 0
    // Counted from the start of a table of leaves, so that each is walked to once.
    let lead = UInt64(first.start.index(at: Size.level).rawValue)
    try Self.inSlices(of: 1 << 16, upTo: lead + request.count) { (slice) throws(Refusal) in
      let start = max(slice.lowerBound, lead) - lead
      let count = slice.upperBound - lead - start
      guard let page = first.advanced(by: start) else {
        throw .operand(.beyondAddressSpace(from: first.start))
      }
      do throws(MapRangeError<Size>) {
        tables += try mapper.mapRange(
          page, count: count, to: frame.advanced(by: start), flags: request.flags,
          tableFlags: tableFlags, allocator: &allocator, memory: &hardware.physical)
      } catch {
        throw Refusal(error.reason, page: first.start)
      }
    }
    return PageMapping(
      page: first.start, frame: frame.start, size: request.size, count: request.count,
      tables: tables, allocatedFrames: false)
  }

  /// Maps each page to a frame of its own, the lowest that is free when its turn comes.
  private func mapNewFrames<Size: PageSize, P: PhysicalMemory>(
    _ first: Page<Size>, _ request: MapRequest, _ tableFlags: PageTableFlags,
    _ mapper: OffsetPageTable, _ allocator: inout KernelFrames, on hardware: inout Hardware<P>
  ) throws(Refusal) -> PageMapping {
    var tables = 0
    var firstFrame: PhysicalAddress?
    try Self.inSlices(upTo: request.count) { (slice) throws(Refusal) in
      for n in slice {
        let free = allocator.freeCount
        let needed = Size.bytes / 4096
        guard let page = first.advanced(by: n),
          let run = allocator.allocateRun(
            count: needed, alignment: needed, in: &hardware.physical)
        else { throw .frames(.tooFew(needed: needed, free: free)) }
        do throws(MapToError<Size>) {
          let mapped = try mapper.map(
            page, to: Frame<Size>(containing: run.start), flags: request.flags,
            tableFlags: tableFlags, allocator: &allocator, memory: &hardware.physical)
          tables += mapped.tablesCreated
          mapped.flush(on: &hardware)
        } catch {
          throw Refusal(error, page: page.start)
        }
        firstFrame = firstFrame ?? run.start
      }
    }
    return PageMapping(
      page: first.start, frame: firstFrame ?? PhysicalAddress(0), size: request.size,
      count: request.count, tables: tables, allocatedFrames: true)
  }

  /// What the entries above get: with `-P` for the pages, still the present bit.
  private func tableFlags(of request: MapRequest) throws(Refusal) -> PageTableFlags {
    guard let wanted = request.tableFlags else {
      return request.flags.intersection(.inheritedByTables).union(.present)
    }
    guard wanted.contains(.present), !wanted.contains(.hugePage) else {
      throw .paging(.impossibleFlags(wanted))
    }
    return wanted
  }

  /// The frames that a command gives by address; they must lie within what the firmware lists.
  func physicalFrames<Size: PageSize>(
    _ address: UInt64, count: UInt64
  ) throws(Refusal) -> Frame<Size> {
    guard address % Size.bytes == 0 else { throw .operand(.unaligned(address, to: Size.bytes)) }
    let (bytes, tooFar) = count.multipliedReportingOverflow(by: Size.bytes)
    let (end, wrapped) = address.addingReportingOverflow(bytes)
    guard !tooFar, !wrapped, end <= memoryEnd else {
      throw .operand(.beyondMemory(address, limit: memoryEnd))
    }
    return Frame(containing: PhysicalAddress(address))
  }
}

/// Takes the frames of emptied tables back, both those that the bitmap gave out and those that
/// the bootloader took before there was one, which no allocator has.
struct TableFrames: FrameDeallocator {
  var bitmap: BitmapFrameAllocator

  mutating func deallocate<M: Memory & ~Copyable>(
    _ frame: Frame<Size4KiB>, in memory: inout M
  ) throws(FrameFreeError) where M.Address == PhysicalAddress, M.Fault == Never {
    guard bitmap.frames.ordinal(of: frame) != nil else { return }
    try bitmap.deallocate(frame, in: &memory)
  }
}

extension Refusal {
  /// The error of a page that could not be mapped although it had been looked at: the flags of an
  /// entry above it do not do, or frames ran out.
  init<Size: PageSize>(_ error: MapToError<Size>?, page: VirtualAddress) {
    switch error {
    case .frameAllocationFailed, nil: self = .frames(.tooFew(needed: 1, free: 0))
    case .parentEntryHugePage: self = .paging(.parentEntryHugePage(page, Size.level))
    case .pageAlreadyMapped(let frame): self = .paging(.alreadyMapped(page, to: frame.start))
    case .parentEntryNotPresent: self = .paging(.tableNotPresent(page, Size.level))
    case .hugePageFlag: self = .paging(.impossibleFlags(.hugePage))
    case .identityAddressNotCanonical: self = .operand(.nonCanonical(page.rawValue))
    }
  }

  init(_ error: TranslateError, page: VirtualAddress, level: PageTableLevel) {
    switch error {
    case .pageNotMapped: self = .paging(.notMapped(page))
    case .parentEntryHugePage: self = .paging(.parentEntryHugePage(page, level))
    case .invalidFrameAddress(let address): self = .paging(.invalidFrameAddress(address))
    }
  }

  init(_ error: UnmapError, page: VirtualAddress, level: PageTableLevel) {
    switch error {
    case .pageNotMapped: self = .paging(.notMapped(page))
    case .parentEntryHugePage: self = .paging(.parentEntryHugePage(page, level))
    case .invalidFrameAddress(let address): self = .paging(.invalidFrameAddress(address))
    }
  }
}
