import MemoryCore

/// Verifies the linked-list heap: every placement, the holes and the counts after every operation.
struct HeapVerifier: Verifier {
  /// A case of `heap/`.
  struct Case: Decodable {
    let base: HexNumber
    let heap_size: WholeNumber
    let ops: [CaseOperation]
    let results: [JSONValue]
    let holes_after: [[[WholeNumber]]?]
    let used_after: [WholeNumber]
    let free_after: [WholeNumber?]
  }

  private let answer: Case
  private let base: VirtualAddress
  private var memory = GuardedMemory<VirtualAddress>()
  private var heap: LinkedListHeap
  private var blocks: [UInt64: (address: VirtualAddress, layout: Layout)] = [:]

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    do {
      base = try VirtualAddress(validating: answer.base.value)
    } catch {
      throw CaseProblem("base \(answer.base) is not canonical")
    }
    guard base.isAligned(to: 8) else {
      throw CaseProblem("base \(answer.base) is no multiple of 8")
    }
    do {
      heap = try LinkedListHeap(start: base, size: answer.heap_size.value, in: &memory)
    } catch {
      throw CaseProblem("\(error)")
    }
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    let counts = [
      answer.results.count, answer.holes_after.count, answer.used_after.count,
      answer.free_after.count,
    ]
    guard counts.allSatisfy({ $0 == answer.ops.count }) else {
      throw CaseProblem("\(answer.ops.count) operations, but lists of \(counts) answers")
    }
    for (n, operation) in answer.ops.enumerated() {
      do {
        memory.beginOperation()
        let found = try apply(operation)
        checks.compare(found, expected: answer.results[n], at: place(n, operation))
        try check(after: n, &checks)
      } catch {
        throw CaseProblem("\(place(n, operation)): \(error)")
      }
    }
  }

  /// Compares the holes and the counts after operation `n`.
  private mutating func check(after n: Int, _ checks: inout CaseChecks) throws {
    let operation = answer.ops[n]
    if let expected = answer.holes_after[n] {
      let holes = try heap.holes(limit: expected.count + 1, in: &memory).map {
        [WholeNumber($0.address.rawValue &- base.rawValue), WholeNumber($0.size)]
      }
      checks.compare(rows: holes, expected: expected, at: "\(place(n, operation)): holes")
    }
    checks.compare(
      WholeNumber(heap.used), expected: answer.used_after[n],
      at: "\(place(n, operation)): used bytes")
    if let free = answer.free_after[n] {
      checks.compare(
        WholeNumber(heap.free), expected: free, at: "\(place(n, operation)): free bytes")
    }
  }

  private mutating func apply(_ operation: CaseOperation) throws -> JSONValue {
    switch operation.name {
    case "alloc":
      let id = try operation.number(1)
      let layout = try layout(size: operation.number(2), alignment: operation.number(3))
      guard blocks[id] == nil else { throw CaseProblem("there is a block \(id) already") }
      guard let block = try heap.allocate(layout, in: &memory) else { return "OOM" }
      blocks[id] = (block.address, layout)
      return .integer(Int128(block.address.rawValue &- base.rawValue))
    case "free":
      let id = try operation.number(1)
      guard let block = blocks[id] else { throw CaseProblem("there is no block \(id)") }
      return Self.answer(try heap.deallocate(block.address, block.layout, in: &memory))
    case "free_at":
      let layout = try layout(size: operation.number(2), alignment: operation.number(3))
      let address = try address(at: operation.number(1), size: layout.size)
      return Self.answer(try heap.deallocate(address, layout, in: &memory))
    case "extend":
      return Self.answer(try heap.extend(by: operation.number(1), in: &memory))
    default:
      throw CaseProblem("an unknown operation")
    }
  }

  private static func answer(_ release: HeapRelease) -> JSONValue {
    switch release {
    case .freed: "ok"
    case .refused: "panic"
    }
  }

  private func layout(size: UInt64, alignment: UInt64) throws(CaseProblem) -> Layout {
    guard alignment.isPowerOfTwo else {
      throw CaseProblem("alignment \(alignment) is no power of two")
    }
    return Layout(size: size, alignment: alignment)
  }

  /// The address `offset` from the base, if a block of `size` bytes can be there.
  private func address(at offset: UInt64, size: UInt64) throws(CaseProblem) -> VirtualAddress {
    let (start, wrapped) = base.rawValue.addingReportingOverflow(offset)
    let (_, tooLong) = start.addingReportingOverflow(size)
    guard !wrapped, !tooLong,
      let address = try? VirtualAddress(validating: start), address.rawValue == start
    else { throw CaseProblem("offset \(offset) is no address of a block") }
    return address
  }
}
