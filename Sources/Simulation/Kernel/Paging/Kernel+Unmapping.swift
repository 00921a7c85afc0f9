import MemoryCore

extension Kernel {
  mutating func unmap<Size: PageSize, P: PhysicalMemory>(
    _ type: Size.Type, _ page: UInt64, _ count: UInt64, _ freeFrames: Bool,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    guard let mapper else { throw .boot(.notBooted(.mapper)) }
    let first = Page<Size>(containing: try virtualAddress(page, alignment: Size.bytes))
    guard count > 0 else {
      throw .operand(.outOfRange(argument: "count", value: 0, allowed: 1...1 << 36))
    }
    var unmapped: [Frame<Size>] = []
    try Self.inSlices(upTo: count) { (slice) throws(Refusal) in
      for n in slice {
        guard let page = first.advanced(by: n) else {
          throw .operand(.beyondAddressSpace(from: first.start))
        }
        do throws(TranslateError) {
          unmapped.append(try mapper.translate(page: page, memory: &hardware.physical))
        } catch {
          throw Refusal(error, page: page.start, level: Size.level)
        }
      }
    }
    hardware.ram.note(.paging(.lookUp(count)))
    try Self.inSlices(upTo: count) { (slice) throws(Refusal) in
      for n in slice {
        guard let page = first.advanced(by: n) else { break }
        do throws(UnmapError) {
          let done = try mapper.unmap(page, memory: &hardware.physical)
          done.flush(on: &hardware)
        } catch {
          throw Refusal(error, page: page.start, level: Size.level)
        }
      }
    }
    var freed: UInt64 = 0
    if freeFrames {
      for run in runs(of: unmapped) { freed += try free(run, on: &hardware) }
    }
    return .unmapped(
      page: first.start, size: PageSizeName(Size.level) ?? .small, frame: unmapped[0].start,
      count: count, freed: freed)
  }

  /// The numbers of the 4 KiB frames in all of `frames`, rows joined.
  private func runs<Size: PageSize>(of frames: [Frame<Size>]) -> [Range<UInt64>] {
    var runs: [Range<UInt64>] = []
    for frame in frames {
      let first = frame.start.rawValue >> 12
      if let last = runs.last, last.upperBound == first {
        runs[runs.count - 1] = last.lowerBound..<first + Size.bytes / 4096
      } else {
        runs.append(first..<first + Size.bytes / 4096)
      }
    }
    return runs
  }

  private mutating func free<P: PhysicalMemory>(
    _ run: Range<UInt64>, on hardware: inout Hardware<P>
  ) throws(Refusal) -> UInt64 {
    guard case .bitmap(var bitmap) = frames else { throw .frames(.cannotFree) }
    let first = Frame<Size4KiB>(number: run.lowerBound)
    let count = UInt64(run.count)
    if let use = use(of: first, count: count, bitmap, on: &hardware) {
      throw .frames(.inUse(use.frame, use.owner))
    }
    try deallocate(first, count: count, from: &bitmap, on: &hardware)
    frames = .bitmap(bitmap)
    return count
  }

  /// Gives frames in a row back.
  func deallocate<P: PhysicalMemory>(
    _ first: Frame<Size4KiB>, count: UInt64, from bitmap: inout BitmapFrameAllocator,
    on hardware: inout Hardware<P>
  ) throws(Refusal) {
    try Self.inSlices(of: 1 << 16, upTo: count) { (slice) throws(Refusal) in
      do throws(FrameFreeError) {
        try bitmap.deallocateFrames(
          first.advanced(by: slice.lowerBound), count: UInt64(slice.count),
          in: &hardware.physical)
      } catch {
        throw .frames(FramesRefusal(error))
      }
    }
  }

  mutating func protect<Size: PageSize, P: PhysicalMemory>(
    _ type: Size.Type, _ page: UInt64, _ flags: PageTableFlags, _ level: PageTableLevel,
    on hardware: inout Hardware<P>
  ) throws(Refusal) -> PagingOutcome {
    guard let mapper else { throw .boot(.notBooted(.mapper)) }
    let address = try virtualAddress(page, alignment: Size.bytes)
    let page = Page<Size>(containing: address)
    let target = level == .p1 ? Size.level : level
    guard target == Size.level || target > Size.level else {
      throw .paging(.noParentEntry(level, PageSizeName(Size.level) ?? .small))
    }
    guard Size.level > .p1 || level > .p1 || !flags.contains(.hugePage) else {
      throw .paging(.impossibleFlags(flags))
    }
    let before = entry(for: address, at: target, on: &hardware)
    hardware.ram.note(.paging(.lookUp(1)))
    do {
      if target == Size.level {
        let flush = try mapper.updateFlags(of: page, to: flags, memory: &hardware.physical)
        flush.flush(on: &hardware)
      } else {
        let flush = try mapper.setFlags(
          ofParentAt: target, above: page, to: flags, memory: &hardware.physical)
        flush.flush(on: &hardware)
      }
    } catch {
      switch error {
      case .pageNotMapped: throw .paging(.notMapped(address))
      case .parentEntryHugePage: throw .paging(.parentEntryHugePage(address, target))
      }
    }
    let after = entry(for: address, at: target, on: &hardware)
    hardware.ram.note(.paging(.lookUp(1)))
    return .protected(
      page: address, size: PageSizeName(Size.level) ?? .small, before: before ?? .unused,
      after: after ?? .unused, level: target)
  }

  /// The entry of a level on the way to an address; `nil` if the way ends above it.
  func entry<P: PhysicalMemory>(
    for address: VirtualAddress, at level: PageTableLevel, on hardware: inout Hardware<P>
  ) -> PageTableEntry? {
    guard var table = mapper?.p4 else { return nil }
    for above in [PageTableLevel.p4, .p3, .p2] where above > level {
      let entry = table.entry(for: address, at: above, in: &hardware.physical)
      guard case .success(let next) = entry.table else { return nil }
      table = next
    }
    return table.entry(for: address, at: level, in: &hardware.physical)
  }
}
