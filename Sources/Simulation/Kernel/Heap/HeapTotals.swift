import MemoryCore

/// What the statics of a heap say in a few words.
struct HeapTotals {
  let start: VirtualAddress
  let size: UInt64
  let used: UInt64
  let holes: Int
  let isDamaged: Bool
  let reports: HoleReports

  /// Those of a heap of any policy. O(1).
  @inline(__always)
  init(of heap: some HeapAllocator) {
    (start, size, used, holes) = (heap.start, heap.size, heap.used, heap.holeCount)
    (isDamaged, reports) = (heap.isDamaged, heap.holeReports)
  }
}

extension Kernel {
  /// The totals of the heap; `nil` before there is one. O(1): nothing is read from RAM.
  ///
  /// Nothing changes: it is a mutating function because to call another one, the compiler copies
  /// the whole kernel.
  mutating func heapTotals() -> HeapTotals? { heap?.totals }
}
