import MemoryCore
import Randomness

extension Workload {
  /// The heap with many holes: 1,000 blocks live, each step replaces one at random.
  static let heapRandom = Workload(
    name: "heap.random", unit: .nanoseconds,
    summary: "replace one of 1,000 blocks at random"
  ) {
    var random = SplitMix64(seed: 42)
    func layout() -> Layout { Layout(size: 8 * (1 + random.below(64)), alignment: 8) }
    var heap = HeapWorkload()
    var live = (0..<1_000).compactMap { _ in heap.allocate(layout()) }
    let steps = (0..<70_000).map { _ in
      HeapWorkload<LinkedListHeap>.Replacement(index: Int(random.below(1_000)), layout: layout())
    }
    var sum = heap.replace(steps[..<20_000], in: &live)
    let time = CPUTime()
    sum += heap.replace(steps[20_000...], in: &live)
    return Run(
      nanoseconds: time.nanoseconds, operations: 100_000,
      expected: "used 259312, holes 384, last hole 297432, sum of offsets 7085884032",
      found: heap.findings(sum: sum))
  }
}

extension HeapWorkload where Heap == LinkedListHeap {
  /// One step: the block at `index` gives way to one of the given layout.
  fileprivate struct Replacement {
    let index: Int
    let layout: Layout
  }

  /// Returns the sum of the new blocks' offsets.
  @inline(never)
  fileprivate mutating func replace(
    _ steps: ArraySlice<Replacement>, in live: inout [Block]
  ) -> UInt64 {
    var sum: UInt64 = 0
    for step in steps {
      free(live[step.index])
      guard let block = allocate(step.layout) else { continue }
      sum += block.offset
      live[step.index] = block
    }
    return sum
  }

  fileprivate mutating func findings(sum: UInt64) -> String {
    let last = heap.holes(in: &memory).last.map { $0.address - Self.start } ?? 0
    return "used \(heap.used), holes \(heap.holeCount), last hole \(last), sum of offsets \(sum)"
  }
}
