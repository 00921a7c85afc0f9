import MemoryCore

extension Kernel {
  /// Carries out a command on the heap; those on blocks, which traces consist of, stay apart from
  /// the others, so that their many values take no room and time in the calls.
  @inline(__always)
  mutating func perform<P: PhysicalMemory, Report: CommandReport>(
    _ command: HeapCommand, _ program: inout Program, on hardware: inout Hardware<P>,
    into report: inout Report
  ) throws(Refusal) {
    switch command {
    case .create(let wanted):
      report = Report(.heap(.created(try replaceHeap(wanted, program, on: &hardware))))
    case .allocate(let name, let size, let alignment):
      try allocate(name, size, alignment, &program, on: &hardware, into: &report)
    case .free(let operand): try free(operand, &program, on: &hardware, into: &report)
    case .reallocate(let name, let size, let alignment):
      try reallocate(name, size, alignment, &program, on: &hardware, into: &report)
    }
  }

  @inline(never)
  private mutating func replaceHeap<P: PhysicalMemory>(
    _ wanted: HeapDescription, _ program: Program, on hardware: inout Hardware<P>
  ) throws(Refusal) -> HeapReport {
    guard wanted.size >= LinkedListHeap.minimumSize else {
      throw .operand(.outOfRange(argument: "size", value: wanted.size, allowed: 16...1 << 46))
    }
    guard wanted.size <= 1 << 46 else {
      throw .operand(.outOfRange(argument: "size", value: wanted.size, allowed: 16...1 << 46))
    }
    guard wanted.size % 8 == 0 else { throw .operand(.unaligned(wanted.size, to: 8)) }
    guard program.blockCount == 0 else { throw .heap(.inUse(blocks: program.blockCount)) }
    guard let stage, stage >= .mapper else { throw .boot(.notBooted(.mapper)) }
    guard stage >= .heap else {
      // The boot's own heap is still to come: this is what it shall be.
      heapDescription = wanted
      return HeapReport(heap: wanted, pages: 0, tables: 0)
    }
    return try createHeap(wanted, on: &hardware)
  }

  /// Maps the pages of a heap and creates it, in place of the one there is.
  mutating func createHeap<P: PhysicalMemory>(
    _ wanted: HeapDescription, on hardware: inout Hardware<P>
  ) throws(Refusal) -> HeapReport {
    try require(.mapper)
    let start = try virtualAddress(wanted.start, alignment: 4096)
    let pages = (max(wanted.size, 1) - 1) / 4096 + 1
    _ = try address(of: start, plus: pages, size: .small)
    // What can be seen to be too much is refused before the old heap is gone.
    let free = (frames?.freeCount ?? 0) + heapPages
    guard pages <= free else { throw .frames(.tooFew(needed: pages, free: free)) }
    if heap != nil { try removeHeap(on: &hardware) }
    let tables = try mapHeapPages(from: start, count: pages, on: &hardware)
    do {
      heap = try KernelHeap(wanted.policy, start: start, size: wanted.size, in: &hardware)
    } catch {
      throw .kernel(.fault(error))
    }
    heapDescription = wanted
    heapPages = pages
    return HeapReport(heap: wanted, pages: pages, tables: tables)
  }

  /// Allocates a block; a full heap grows if it may.
  mutating func allocate<P: PhysicalMemory>(
    _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(Refusal) -> AllocationResult {
    let result = try allocateOrGrow(layout, on: &hardware)
    if case .outOfMemory(let shortage) = result {
      hardware.ram.note(.heap(.outOfMemory(shortage)))
    }
    return result
  }

  @inline(__always)
  private mutating func allocateOrGrow<P: PhysicalMemory>(
    _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(Refusal) -> AllocationResult {
    guard layout.isPossible else { return try impossible(layout) }
    if let block = try allocateBlock(layout, on: &hardware) {
      return .allocated(
        BlockAllocation(block: block, growth: nil, policy: heapDescription.policy))
    }
    guard heap != nil else { throw .boot(.notBooted(.heap)) }
    return try grow(for: layout, on: &hardware)
  }

  /// Gives a block back.
  mutating func deallocate<P: PhysicalMemory>(
    _ address: VirtualAddress, _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(Refusal) -> BlockRelease {
    let release: HeapRelease?
    do {
      release = try heap?.deallocate(address, layout, in: &hardware)
    } catch {
      throw .kernel(.fault(error))
    }
    switch release {
    case .freed(let hole, let passed, let before, let behind):
      return BlockRelease(
        address: address, size: layout.size, hole: hole, passed: passed, mergedBefore: before,
        mergedBehind: behind, policy: heapDescription.policy)
    case .refused(let reason): throw .heap(.refused(reason))
    case nil: throw .boot(.notBooted(.heap))
    }
  }

  private mutating func allocateBlock<P: PhysicalMemory>(
    _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(Refusal) -> HeapAllocation? {
    let block: HeapAllocation?
    do {
      block = try heap?.allocate(layout, in: &hardware)
    } catch {
      throw .kernel(.fault(error))
    }
    if block == nil, heap?.isDamaged == true { throw .heap(.damaged) }
    return block
  }
}

extension Kernel {
  /// Unmaps the heap that there is and frees its frames and emptied tables.
  mutating func removeHeap<P: PhysicalMemory>(
    on hardware: inout Hardware<P>
  ) throws(Refusal) {
    guard let mapper, let old = heap else { return }
    guard case .bitmap(var allocator) = frames else { throw .frames(.cannotFree) }
    let first = Page<Size4KiB>(containing: old.start)
    try Self.inSlices(upTo: heapPages) { (slice) throws(Refusal) in
      for n in slice {
        guard let page = first.advanced(by: n) else { break }
        do {
          let unmapped = try mapper.unmap(page, memory: &hardware.physical)
          let frame = unmapped.frame
          unmapped.flush(on: &hardware)
          try allocator.deallocate(frame, in: &hardware.physical)
        } catch {
          // A page that a script has unmapped or mapped elsewhere is not the heap's any more.
          continue
        }
      }
    }
    if let last = first.advanced(by: heapPages - 1) {
      do {
        var deallocator = TableFrames(bitmap: allocator)
        _ = try mapper.cleanUp(
          from: first, through: last, deallocator: &deallocator, memory: &hardware.physical)
        allocator = deallocator.bitmap
        hardware.ram.note(.paging(.lookUp(0)))
      } catch {
        throw .frames(FramesRefusal(error))
      }
    }
    hardware.flushTLB()
    frames = .bitmap(allocator)
    heap = nil
    heapPages = 0
  }

  /// The canonical address that a command gives, a multiple of `alignment`.
  func virtualAddress(_ value: UInt64, alignment: UInt64) throws(Refusal) -> VirtualAddress {
    guard let address = try? VirtualAddress(validating: value), address.rawValue == value else {
      throw .operand(.nonCanonical(value))
    }
    guard address.isAligned(to: alignment) else { throw .operand(.unaligned(value, to: alignment)) }
    return address
  }
}

/// What an allocation came to.
enum AllocationResult {
  /// A block.
  case allocated(BlockAllocation)
  /// Nothing; the heap is as before.
  case outOfMemory(MemoryShortage)
}
