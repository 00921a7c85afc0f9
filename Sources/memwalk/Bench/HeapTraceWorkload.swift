import MemoryCore
import Randomness

extension Workload {
  /// The heap under a program's mixed sizes and alignments, up to running out of memory.
  static let heapTrace = Workload(
    name: "heap.trace", unit: .nanoseconds,
    summary: "replay 100,000 operations, sizes to 16 KiB"
  ) {
    trace(
      on: { LinkedListHeap(start: $0, size: $1, in: &$2) }, expected: linkedListTraceAnswer)
  }

  /// The same by first fit over a tree of holes, of which the least has 32 bytes.
  static let heapTraceFastFit = Workload(
    name: "heap.trace.fast-fit", unit: .nanoseconds,
    summary: "heap.trace with a tree of holes"
  ) {
    trace(
      on: { FastFitHeap(start: $0, size: $1, in: &$2) },
      expected: "allocations 51021, failed 43, used 811200, holes 692, sum of offsets 6342181944")
  }

  /// The same by TLSF.
  static let heapTraceTLSF = Workload(
    name: "heap.trace.tlsf", unit: .nanoseconds,
    summary: "heap.trace with lists by size class"
  ) {
    trace(
      on: { TLSFHeap(start: $0, size: $1, in: &$2) },
      expected: tlsfTraceAnswer)
  }

  /// What the linked list comes to.
  static let linkedListTraceAnswer =
    "allocations 51014, failed 29, used 808880, holes 881, sum of offsets 6147794320"
  /// What TLSF comes to.
  static let tlsfTraceAnswer =
    "allocations 51034, failed 72, used 742104, holes 687, sum of offsets 15421155464"

  /// Records the trace with a heap of its own, for what is live depends on what fails, and times
  /// its replay in another.
  private static func trace<Heap: HeapAllocator>(
    on make: (VirtualAddress, UInt64, inout HostMemory<VirtualAddress>) -> Heap,
    expected: String
  ) -> Run {
    let operations = HeapWorkload(make).record(100_000)
    var heap = HeapWorkload(make)
    var totals = HeapWorkload<Heap>.Totals()
    let time = CPUTime()
    heap.replay(operations, &totals)
    return Run(
      nanoseconds: time.nanoseconds, operations: operations.count, expected: expected,
      found: "allocations \(totals.allocations), failed \(totals.failures), "
        + "used \(heap.heap.used), holes \(heap.heap.holeCount), sum of offsets \(totals.sum)")
  }
}

extension HeapWorkload {
  enum Operation {
    /// Allocate; where that fails the block is not added to the live ones.
    case allocate(Layout)
    /// Free the live block at an index, which has that layout; the last one takes its place.
    case free(Int, Layout)
  }

  struct Totals {
    /// The allocations, the failed ones included.
    var allocations = 0
    var failures = 0
    /// The sum of the blocks' offsets.
    var sum: UInt64 = 0
  }

  /// The addresses of the blocks in use, in an array that does not grow: the heap is measured.
  struct LiveBlocks {
    /// As many as a trace has at once.
    static var most: Int { 2_000 }

    private(set) var count = 0
    private var addresses = Array(repeating: HeapWorkload.start, count: most)

    mutating func add(_ address: VirtualAddress) {
      addresses[count] = address
      count &+= 1
    }

    /// Takes the block at an index out; the last one takes its place.
    mutating func remove(at index: Int) -> VirtualAddress {
      let address = addresses[index]
      count &-= 1
      addresses[index] = addresses[count]
      return address
    }
  }

  @inline(never)
  fileprivate mutating func replay(_ operations: [Operation], _ totals: inout Totals) {
    var live = LiveBlocks()
    for operation in operations { perform(operation, &live, &totals) }
  }

  mutating func perform(
    _ operation: Operation, _ live: inout LiveBlocks, _ totals: inout Totals
  ) {
    switch operation {
    case .allocate(let layout):
      totals.allocations += 1
      guard let block = allocate(layout) else {
        totals.failures += 1
        return
      }
      totals.sum += block.offset
      live.add(block.address)
    case .free(let index, let layout):
      free(Block(address: live.remove(at: index), layout: layout))
    }
  }

  /// Draws `count` operations and does them.
  consuming func record(_ count: Int) -> [Operation] {
    var random = SplitMix64(seed: 7)
    var heap = self
    var live = LiveBlocks()
    var layouts: [Layout] = []
    var totals = Totals()
    return (0..<count).map { _ in
      let operation: Operation
      if layouts.isEmpty || (layouts.count < LiveBlocks.most && random.below(100) < 55) {
        let layout = Self.drawLayout(&random)
        layouts.append(layout)
        operation = .allocate(layout)
      } else {
        let index = Int(random.below(UInt64(layouts.count)))
        operation = .free(index, layouts[index])
        layouts.swapAt(index, layouts.count - 1)
        layouts.removeLast()
      }
      heap.perform(operation, &live, &totals)
      if live.count < layouts.count { layouts.removeLast() }
      return operation
    }
  }

  private static func drawLayout(_ random: inout SplitMix64) -> Layout {
    let size =
      switch random.below(100) {
      case ..<90: random.draw(from: 1...256)
      case ..<99: random.draw(from: 257...4_096)
      default: random.draw(from: 4_097...16_384)
      }
    return Layout(size: size, alignment: 1 << random.below(7))
  }
}
