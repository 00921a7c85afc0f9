import MemoryCore

extension Kernel {
  /// Maps the pages of a heap and creates it, in place of the one there is.
  mutating func createHeap<P: PhysicalMemory>(
    _ wanted: HeapDescription, on hardware: inout Hardware<P>
  ) throws(CommandError) -> HeapReport {
    try require(.mapper)
    let start = try virtualAddress(wanted.start, alignment: 4096)
    let pages = (max(wanted.size, 1) - 1) / 4096 + 1
    _ = try address(of: start, plus: pages, size: .small)
    if heap != nil { try removeHeap(on: &hardware) }
    let tables = try mapHeapPages(from: start, count: pages, on: &hardware)
    do {
      heap = try KernelHeap(wanted.policy, start: start, size: wanted.size, in: &hardware)
    } catch {
      throw .kernelFault(error)
    }
    heapDescription = wanted
    heapPages = pages
    return HeapReport(heap: wanted, pages: pages, tables: tables)
  }

  /// Allocates a block; a full heap grows if it may.
  mutating func allocate<P: PhysicalMemory>(
    _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(CommandError) -> AllocationResult {
    if let block = try allocateBlock(layout, on: &hardware) {
      return .allocated(
        BlockAllocation(policy: heapDescription.policy, block: block, growth: nil))
    }
    guard heap != nil else { throw .notBooted(.heap) }
    return try grow(for: layout, on: &hardware)
  }

  /// Gives a block back.
  mutating func deallocate<P: PhysicalMemory>(
    _ address: VirtualAddress, _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(CommandError) -> BlockRelease {
    let release: HeapRelease?
    do {
      release = try heap?.deallocate(address, layout, in: &hardware)
    } catch {
      throw .kernelFault(error)
    }
    switch release {
    case .freed(let hole, let passed, let before, let behind):
      return BlockRelease(
        policy: heapDescription.policy, address: address, size: layout.size, hole: hole,
        passed: passed, mergedBefore: before, mergedBehind: behind)
    case .refused(let reason): throw .heapRefused(reason)
    case nil: throw .notBooted(.heap)
    }
  }

  private mutating func allocateBlock<P: PhysicalMemory>(
    _ layout: Layout, on hardware: inout Hardware<P>
  ) throws(CommandError) -> HeapAllocation? {
    let block: HeapAllocation?
    do {
      block = try heap?.allocate(layout, in: &hardware)
    } catch {
      throw .kernelFault(error)
    }
    if block == nil, heap?.isDamaged == true { throw .heapDamaged }
    return block
  }
}

extension Kernel {
  /// Unmaps the heap that there is and frees its frames and emptied tables.
  mutating func removeHeap<P: PhysicalMemory>(
    on hardware: inout Hardware<P>
  ) throws(CommandError) {
    guard let mapper, let old = heap else { return }
    guard case .bitmap(var allocator) = frames else { throw .cannotFreeFrames }
    let first = Page<Size4KiB>(containing: old.start)
    for n in 0..<heapPages {
      guard let page = first.advanced(by: n) else { break }
      do {
        let unmapped = try mapper.unmap(page, memory: &hardware.physical)
        let frame = unmapped.frame
        hardware.invalidatePage(LinearAddress(unmapped.takeFlush()))
        try allocator.deallocate(frame, in: &hardware.physical)
      } catch {
        // A page that a script has unmapped or mapped elsewhere is not the heap's any more.
        continue
      }
    }
    if let last = first.advanced(by: heapPages - 1) {
      do {
        var deallocator = TableFrames(bitmap: allocator)
        _ = try mapper.cleanUp(
          from: first, through: last, deallocator: &deallocator, memory: &hardware.physical)
        allocator = deallocator.bitmap
      } catch {
        throw CommandError(error)
      }
    }
    hardware.flushTLB()
    frames = .bitmap(allocator)
    heap = nil
    heapPages = 0
  }

  /// The canonical address that a command gives, a multiple of `alignment`.
  func virtualAddress(_ value: UInt64, alignment: UInt64) throws(CommandError) -> VirtualAddress {
    guard let address = try? VirtualAddress(validating: value), address.rawValue == value else {
      throw .nonCanonical(value)
    }
    guard address.isAligned(to: alignment) else { throw .unaligned(value, to: alignment) }
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
