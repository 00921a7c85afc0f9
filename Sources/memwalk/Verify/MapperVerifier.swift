import MemoryCore

/// Verifies the page-table mapper: the result of every operation, the frames it asked for, and
/// the tables it left in memory.
struct MapperVerifier: Verifier {
  /// A case of `mapper/`.
  struct Case: Decodable {
    let regions: [RegionRow]
    let cr3: HexNumber
    let phys_size: HexNumber
    let ops: [CaseOperation]
    let results: [JSONValue]
    let frame_alloc_calls: WholeNumber
    let entries: [TableDump.Row]
  }

  private let answer: Case
  let mapper: OffsetPageTable
  var memory = SparseMemory<PhysicalAddress>()
  var allocator: CountingFrameAllocator<BootInfoFrameAllocator>

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    guard let cr3 = try? PhysicalAddress(validating: answer.cr3.value),
      let frame = Frame<Size4KiB>(startingAt: cr3)
    else { throw CaseProblem("cr3 \(answer.cr3) is not the start of a frame") }
    mapper = OffsetPageTable(p4: PageTable(frame: frame), offset: VirtualAddress(0))
    allocator = CountingFrameAllocator(
      BootInfoFrameAllocator(map: try MemoryMap(answer.regions)))
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    guard answer.results.count == answer.ops.count else {
      throw CaseProblem("\(answer.ops.count) operations, but \(answer.results.count) results")
    }
    for (n, operation) in answer.ops.enumerated() {
      let found: JSONValue
      do {
        found = try apply(operation)
      } catch {
        throw CaseProblem("\(place(n, operation)): \(error)")
      }
      // Of a panic only that it happened is compared.
      let expected = answer.results[n]
      checks.compare(
        found, expected: expected["panic"] == nil ? expected : Self.panic, at: place(n, operation))
    }
    checks.compare(
      WholeNumber(allocator.calls), expected: answer.frame_alloc_calls, at: "frame_alloc_calls")
    let dump = TableDump(of: mapper.p4, size: answer.phys_size.value, in: &memory)
    checks.compare(rows: dump.rows, expected: answer.entries, at: "entries")
  }

  /// Stands for the original's panic.
  static let panic: JSONValue = ["panic": "any"]
}

/// A frame allocator that counts how often it is asked.
struct CountingFrameAllocator<Inner: FrameAllocator>: FrameAllocator {
  /// How often, without success too.
  private(set) var calls: UInt64 = 0
  private var inner: Inner

  /// Counts the calls of `inner`.
  init(_ inner: Inner) { self.inner = inner }

  mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    calls += 1
    return inner.allocateFrame(in: &memory)
  }
}
