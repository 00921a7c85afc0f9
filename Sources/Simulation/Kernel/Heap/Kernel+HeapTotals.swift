import MemoryCore

/// What the statics of a heap say in a few words.
struct HeapTotals {
  let size: UInt64
  let used: UInt64
  let holes: Int
  /// How far the reports of commands tell which holes they make and take.
  let reports: HoleReports
}

/// How far the reports of commands tell which holes they make and take: where they do, nothing
/// need be read from RAM to know the largest.
enum HoleReports: Equatable {
  /// They do not.
  case none
  /// All are named: a block leaves less of the hole that it is taken from, and a freed block is
  /// part of the hole that is named.
  case all
  /// So it is while the bytes that a heap below has handed out stay the same. With `areHoles` the
  /// places that are handed out above it count as holes themselves.
  case above(used: UInt64, areHoles: Bool)
}

extension Kernel {
  /// The totals of the heap; `nil` before there is one. O(1): nothing is read from RAM.
  ///
  /// Nothing changes: it is a mutating function because to call another one, the compiler copies
  /// the whole kernel.
  mutating func heapTotals() -> HeapTotals? {
    switch heap {
    case .linkedList(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.holeCount,
        reports: heap.isDamaged ? .none : .all)
    case .fixedBlock(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.fallback.holeCount,
        reports: heap.fallback.isDamaged
          ? .none : .above(used: heap.fallback.used, areHoles: false))
    case .slab(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.holeCount,
        reports: heap.isDamaged ? .none : .above(used: heap.backing.used, areHoles: true))
    case .bump(let heap):
      HeapTotals(
        size: heap.size, used: heap.used, holes: heap.used < heap.size ? 1 : 0, reports: .none)
    case .fit, .fastFit, .buddy, .tlsf: heap.map(HeapTotals.init(ofNaming:))
    case nil: nil
    }
  }
}

extension HeapTotals {
  /// The totals of a heap that names all holes.
  fileprivate init(ofNaming heap: KernelHeap) {
    self.init(
      size: heap.size, used: heap.used, holes: heap.holeCount,
      reports: heap.isDamaged ? .none : .all)
  }
}
