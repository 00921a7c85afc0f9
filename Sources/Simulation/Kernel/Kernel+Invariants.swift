import MemoryCore

/// How a machine's kernel and program contradict their memory or themselves.
enum KernelDefect: Equatable, Sendable {
  /// The bitmap of frames contradicts its allocator.
  case bitmap(BitmapDefect)
  /// A page table that the kernel edits lies in a frame that can be allocated.
  case tableInFreeFrame(Frame<Size4KiB>)
  /// The heap is larger than the pages that are mapped for it, or fuller than it is large.
  case heapSize(used: UInt64, size: UInt64, pages: UInt64)
  /// The program's counts are not those of its blocks.
  case programCounts(blocks: Int, requested: UInt64)
  /// The count of page tables is not that of the tables in RAM.
  case tableCount(kept: UInt64, found: UInt64)
}

extension Machine {
  /// The first contradiction there is; `nil` if all is well. O(frames / 64 + 512 · tables + blocks).
  func checkInvariants() -> KernelDefect? {
    if case .bitmap(let bitmap) = kernel.frames, let defect = check(bitmap) { return defect }
    if let heap = kernel.heap,
      heap.used > heap.size || heap.size > kernel.heapPages * UInt64(4096)
    {
      return .heapSize(used: heap.used, size: heap.size, pages: kernel.heapPages)
    }
    let sizes = program.blocks.compactMap {
      if case .block(_, let layout) = $0.value { layout.size } else { nil }
    }
    let requested = sizes.reduce(0, &+)
    if sizes.count != program.blockCount || requested != program.requested {
      return .programCounts(blocks: sizes.count, requested: requested)
    }
    let found = FrameOwners(of: self).tableCount
    return found == tables.tableCount
      ? nil : .tableCount(kept: tables.tableCount, found: found)
  }

  private func check(_ bitmap: BitmapFrameAllocator) -> KernelDefect? {
    var memory = hardware.physical
    if let defect = bitmap.checkInvariants(in: &memory) { return .bitmap(defect) }
    guard let own = kernel.mapper?.p4.frame else { return nil }
    var defect: KernelDefect?
    TableWalk.run(below: TableRoot(frame: own, level: .p4), in: hardware.physical) { table, _ in
      guard bitmap.isAllocated(table.table.frame, in: &memory) == false else { return .below }
      defect = .tableInFreeFrame(table.table.frame)
      return .stop
    }
    return defect
  }
}
