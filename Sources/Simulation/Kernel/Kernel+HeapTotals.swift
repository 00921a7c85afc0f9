import MemoryCore

/// What the statics of a heap say in a few words.
struct HeapTotals {
  let size: UInt64
  let used: UInt64
  let holes: Int
  /// Whether the outcomes of commands name every hole that they make or take: then nothing else
  /// need be read to know the largest.
  let reportsHoles: Bool
}

extension Kernel {
  /// The totals of the heap; `nil` before there is one. O(1): nothing is read from RAM.
  var heapTotals: HeapTotals? {
    switch heap {
    case .linkedList(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.holeCount, reportsHoles: !heap.isDamaged)
    case .fit(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.holeCount, reportsHoles: !heap.isDamaged)
    case let heap?:
      HeapTotals(size: heap.size, used: heap.used, holes: heap.holeCount, reportsHoles: false)
    case nil: nil
    }
  }
}
