import MemoryCore

extension Workload {
  /// The heap's shortest way: the hole that fits is always the first.
  static let heapLIFO = Workload(
    name: "heap.lifo", unit: .nanoseconds,
    summary: "allocate 1,000 small blocks, free in reverse"
  ) {
    let layouts = (0..<1_000).map { Layout(size: 16 + 8 * ($0 % 7), alignment: 8) }
    var heap = HeapWorkload()
    let time = CPUTime()
    let sum = heap.runLIFO(layouts, rounds: 200)
    return Run(
      nanoseconds: time.nanoseconds, operations: 400_000,
      expected: "sum of offsets 3989598400, used 0",
      found: "sum of offsets \(sum), used \(heap.heap.used)")
  }
}

extension HeapWorkload {
  /// Allocates all `layouts` and frees them in reverse, `rounds` times. Returns the sum of the
  /// blocks' offsets.
  @inline(never)
  fileprivate mutating func runLIFO(_ layouts: [Layout], rounds: Int) -> UInt64 {
    var sum: UInt64 = 0
    // Addresses only: appending and popping whole blocks would be a third of the time measured.
    var live = Array(repeating: Self.start, count: layouts.count)
    for _ in 0..<rounds {
      for index in layouts.indices {
        guard let block = allocate(layouts[index]) else { continue }
        sum += block.offset
        live[index] = block.address
      }
      for index in layouts.indices.reversed() {
        free(Block(address: live[index], layout: layouts[index]))
      }
    }
    return sum
  }
}
