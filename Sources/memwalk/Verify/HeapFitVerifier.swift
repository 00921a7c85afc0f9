import MemoryCore
import Simulation

/// Verifies where first, next, best and worst fit place blocks, and what is free after every step.
///
/// A case counts in units of its own, of which a hole may be one. Here a unit is 16 bytes, the
/// least hole of the heaps, so that the remainder of a hole is never too small.
struct HeapFitVerifier: Verifier {
  /// A case of `heap_fit.json`.
  struct Case: Decodable {
    let heap_size: WholeNumber
    let base: WholeNumber
    let header: WholeNumber
    let align: WholeNumber
    let policies: [String: [Step]]
  }

  /// An operation, its result and the free memory after it.
  struct Step: Decodable {
    let op: String
    let id: WholeNumber
    let size: WholeNumber?
    let block_addr: WholeNumber?
    let payload_addr: WholeNumber?
    let searched: WholeNumber?
    let free_list: [[WholeNumber]]
    let free_bytes: WholeNumber
    let largest_free: WholeNumber
    let external_frag_milli: WholeNumber
  }

  /// The bytes of a unit.
  private static let unit: UInt64 = 16
  private static let start = VirtualAddress(0x4444_4444_0000)
  /// The most units that a case may ask for.
  private static let most: UInt64 = 1 << 32

  private let answer: Case
  private var memory = SparseMemory<VirtualAddress>()

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    let numbers = [answer.heap_size, answer.base, answer.header, answer.align]
    guard numbers.allSatisfy({ $0.value <= Self.most }), answer.align.value > 0 else {
      throw CaseProblem("heap_size, base, header or align is beyond what a heap can have")
    }
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    for (name, steps) in answer.policies.sorted(by: { $0.key < $1.key }) {
      guard let policy = Self.policies[name] else { throw CaseProblem("unknown policy \(name)") }
      memory = SparseMemory()
      let heap = KernelHeap(
        policy, start: Self.start, size: answer.heap_size.value * Self.unit, in: &memory)
      try run(steps, of: name, heap, &checks)
    }
  }

  private static let policies: [String: HeapPolicy] = [
    "first": .linkedList, "next": .nextFit, "best": .bestFit, "worst": .worstFit,
  ]

  private mutating func run(
    _ steps: [Step], of policy: String, _ unused: KernelHeap, _ checks: inout CaseChecks
  ) throws(CaseProblem) {
    var heap = unused
    var blocks: [WholeNumber: HeapAllocation] = [:]
    for (n, step) in steps.enumerated() {
      let place = "\(policy), step \(n) (\(step.op) \(step.id))"
      switch step.op {
      case "alloc":
        let holes = heap.holeCount
        let block = heap.allocate(try layout(of: step, at: place), in: &memory)
        blocks[step.id] = block
        check(block, among: holes, step, at: place, &checks)
      case "free":
        guard let block = blocks.removeValue(forKey: step.id) else {
          throw CaseProblem("\(place): there is no such block")
        }
        let layout = Layout(size: block.size, alignment: 8)
        guard case .freed = heap.deallocate(block.address, layout, in: &memory) else {
          throw CaseProblem("\(place): the heap refuses its own block")
        }
        checks.compare(
          address(of: block), expected: step.block_addr, at: "\(place): block_addr")
      default:
        throw CaseProblem("\(place): an unknown operation")
      }
      checkFreeMemory(heap, step, at: place, &checks)
    }
  }

  /// The rounded size with the header, in bytes.
  private func layout(of step: Step, at place: String) throws(CaseProblem) -> Layout {
    guard let size = step.size?.value, size <= Self.most else {
      throw CaseProblem("\(place): no size that a block can have")
    }
    let align = answer.align.value
    let units = (size + align - 1) / align * align + answer.header.value
    return Layout(size: units * Self.unit, alignment: 8)
  }

  private func check(
    _ block: HeapAllocation?, among holes: Int, _ step: Step, at place: String,
    _ checks: inout CaseChecks
  ) {
    let found = block.map(address)
    checks.compare(found, expected: step.block_addr, at: "\(place): block_addr")
    checks.compare(
      found.map { WholeNumber($0.value + answer.header.value) }, expected: step.payload_addr,
      at: "\(place): payload_addr")
    // Without a block, all holes have been looked at.
    checks.compare(
      WholeNumber(UInt64(block.map { $0.passed + 1 } ?? holes)), expected: step.searched,
      at: "\(place): searched")
  }

  private mutating func checkFreeMemory(
    _ heap: KernelHeap, _ step: Step, at place: String, _ checks: inout CaseChecks
  ) {
    let holes = heap.holes(in: &memory)
    let rows = holes.map { hole in
      [
        WholeNumber((hole.address - Self.start) / Self.unit + answer.base.value),
        WholeNumber(hole.size / Self.unit),
      ]
    }
    checks.compare(rows: rows, expected: step.free_list, at: "\(place): free_list")
    let free = heap.free / Self.unit
    let largest = (holes.map(\.size).max() ?? 0) / Self.unit
    checks.compare(WholeNumber(free), expected: step.free_bytes, at: "\(place): free_bytes")
    checks.compare(
      WholeNumber(largest), expected: step.largest_free, at: "\(place): largest_free")
    checks.compare(
      WholeNumber(free == 0 ? 0 : (free - min(free, largest)) * 1_000 / free),
      expected: step.external_frag_milli, at: "\(place): external_frag_milli")
  }

  private func address(of block: HeapAllocation) -> WholeNumber {
    WholeNumber((block.address - Self.start) / Self.unit + answer.base.value)
  }
}
