import MemoryCore

extension Kernel {
  /// Maps pages directly above a full heap, extends it by them and allocates, or finds why that
  /// cannot be; then nothing has changed.
  mutating func grow<P: PhysicalMemory>(
    for layout: Layout, on hardware: inout Hardware<P>
  ) throws(Refusal) -> AllocationResult {
    guard var larger = heap else { throw .boot(.notBooted(.heap)) }
    let passed = larger.searchedCount
    hardware.ram.note(.heap(.isFull(passed: passed)))
    let growing = hardware.ram.begin()
    guard heapDescription.grows else { return shortage(layout, passed, .growthIsOff) }
    let free = frames?.freeCount ?? 0
    guard let pages = pagesNeeded(for: layout), pages <= free else {
      return shortage(layout, passed, .tooFewFrames(needed: layout.size / 4096 + 1, free: free))
    }
    let end = heapDescription.start + heapPages * 4096
    guard let start = try? VirtualAddress(validating: end),
      (try? address(of: start, plus: pages, size: .small)) != nil
    else { return shortage(layout, passed, .noAddresses) }
    let tables: Int
    do {
      tables = try mapHeapPages(from: start, count: pages, on: &hardware)
    } catch {
      switch error {
      case .frames(.tooFew(let needed, let free)):
        return shortage(layout, passed, .tooFewFrames(needed: needed, free: free))
      case .kernel, .boot: throw error
      case .operand, .heap, .frames, .paging, .access:
        return shortage(layout, passed, .noAddresses)
      }
    }
    do {
      let bytes = end + pages * 4096 - larger.end.rawValue
      let extending = hardware.ram.begin()
      guard case .freed = try larger.extend(by: bytes, in: &hardware) else {
        throw Refusal.heap(.damaged)
      }
      hardware.ram.end(extending, .heap(.extend(bytes: bytes)))
      hardware.ram.end(growing, .heap(.grow(pages: pages)))
      guard let block = try larger.allocate(layout, in: &hardware) else {
        throw Refusal.heap(.damaged)
      }
      heap = larger
      heapPages += pages
      let growth = HeapGrowth(start: start, pages: pages, tables: tables, passed: passed)
      return .allocated(
        BlockAllocation(block: block, growth: growth, policy: heapDescription.policy))
    } catch let fault as HardwareFault {
      throw .kernel(.fault(fault))
    } catch {
      throw .heap(.damaged)
    }
  }

  /// Maps writable pages for the heap to frames allocated for them, one after another.
  ///
  /// Nothing has changed if this fails with another error than `kernelDamaged`.
  mutating func mapHeapPages<P: PhysicalMemory>(
    from start: VirtualAddress, count: UInt64, on hardware: inout Hardware<P>
  ) throws(Refusal) -> Int {
    guard let mapper, var allocator = frames else { throw .boot(.notBooted(.mapper)) }
    let free = allocator.freeCount
    guard count <= free else { throw .frames(.tooFew(needed: count, free: free)) }
    let tables = try tablesNeeded(
      for: start, count: count, size: .small, limit: free - count, on: &hardware)
    guard count + tables <= free else { throw .frames(.tooFew(needed: count + tables, free: free)) }
    try Self.inSlices(upTo: count) { (slice) throws(Refusal) in
      for n in slice {
        try mapHeapPage(
          Page<Size4KiB>(containing: start + n * 4096), mapper, &allocator, on: &hardware)
      }
    }
    frames = allocator
    return Int(tables)
  }

  private func mapHeapPage<P: PhysicalMemory>(
    _ page: Page<Size4KiB>, _ mapper: OffsetPageTable, _ allocator: inout KernelFrames,
    on hardware: inout Hardware<P>
  ) throws(Refusal) {
    guard let frame = allocator.allocateFrame(in: &hardware.physical) else {
      throw .kernel(.damaged)
    }
    do {
      let mapped = try mapper.map(
        page, to: frame.take(), flags: [.present, .writable], allocator: &allocator,
        memory: &hardware.physical)
      mapped.flush(on: &hardware)
    } catch {
      // The pages were looked at before, so two entries lead to one table.
      throw .kernel(.damaged)
    }
  }

  /// The pages that make room for a block whatever hole lies at the end of the heap, at least 16;
  /// `nil` if that is beyond 64 bits.
  private func pagesNeeded(for layout: Layout) -> UInt64? {
    guard layout.alignment < 1 << 46 else { return nil }
    return heap?.extensionNeeded(for: layout).map { max(16, ($0 + 4095) / 4096) }
  }

  /// What becomes of a request that no memory could fill: the heap is not even asked.
  mutating func impossible(_ layout: Layout) throws(Refusal) -> AllocationResult {
    guard let heap else { throw .boot(.notBooted(.heap)) }
    return shortage(
      layout, heap.searchedCount,
      heapDescription.grows
        ? .tooFewFrames(needed: layout.size / 4096 + 1, free: frames?.freeCount ?? 0)
        : .growthIsOff)
  }

  private mutating func shortage(
    _ layout: Layout, _ passed: Int, _ reason: MemoryShortage.Reason
  ) -> AllocationResult {
    outOfMemoryCount += 1
    return .outOfMemory(
      MemoryShortage(
        policy: heapDescription.policy, size: layout.size, passed: passed, reason: reason))
  }
}
