import MemoryCore

/// Verifies the TLSF heap: every placement, all blocks and all free lists after every step.
struct TLSFVerifier: Verifier {
  /// A case of `tlsf.json`.
  struct Case: Decodable {
    let pool_bytes: WholeNumber
    let initial: State
    let steps: [Step]
  }

  /// The blocks as rows of payload offset, size and 1 if used; the free lists by class.
  struct State: Decodable {
    let blocks: [[WholeNumber]]
    let free_lists: [String: [WholeNumber]]
  }

  /// An operation, its result and the state after it.
  struct Step: Decodable {
    let op: String
    let id: WholeNumber
    let size: WholeNumber?
    let adjusted: WholeNumber?
    let offset: WholeNumber?
    let blocks: [[WholeNumber]]
    let free_lists: [String: [WholeNumber]]
  }

  private static let control = VirtualAddress(0x4444_0000_0000)
  private static let pool = VirtualAddress(0x4444_4444_0000)

  private let answer: Case
  private var memory = SparseMemory<VirtualAddress>()
  private var heap: TLSFHeap
  private var live: [WholeNumber: (address: VirtualAddress, layout: Layout)] = [:]

  init(_ answer: Case) throws(CaseProblem) {
    self.answer = answer
    guard answer.pool_bytes.value <= 1 << 32 else {
      throw CaseProblem("pool_bytes \(answer.pool_bytes) is more than a case may ask for")
    }
    heap = TLSFHeap(
      pool: Self.pool, size: answer.pool_bytes.value, control: Self.control, in: &memory)
  }

  mutating func run(_ checks: inout CaseChecks) throws(CaseProblem) {
    check(answer.initial, at: "at first", &checks)
    for (n, step) in answer.steps.enumerated() {
      let place = "step \(n) (\(step.op) \(step.id))"
      switch step.op {
      case "malloc":
        guard let size = step.size?.value else { throw CaseProblem("\(place): size is missing") }
        checks.compare(
          TLSFHeap.roundedSize(size).map(WholeNumber.init), expected: step.adjusted,
          at: "\(place): adjusted")
        checks.compare(
          allocate(step.id, size), expected: step.offset, at: "\(place): offset")
      case "free":
        guard let (address, layout) = live.removeValue(forKey: step.id) else {
          throw CaseProblem("\(place): there is no such block")
        }
        guard case .freed = heap.deallocate(address, layout, in: &memory) else {
          throw CaseProblem("\(place): the heap refuses its own block")
        }
        checks.compare(
          WholeNumber(address - Self.pool), expected: step.offset, at: "\(place): offset")
      default:
        throw CaseProblem("\(place): an unknown operation")
      }
      check(State(blocks: step.blocks, free_lists: step.free_lists), at: place, &checks)
    }
  }

  /// The block's offset. To the C function's caller no bytes are no block.
  private mutating func allocate(_ id: WholeNumber, _ size: UInt64) -> WholeNumber? {
    let layout = Layout(size: size, alignment: 8)
    guard size > 0, let block = heap.allocate(layout, in: &memory) else { return nil }
    live[id] = (block.address, layout)
    return WholeNumber(block.address - Self.pool)
  }

  private mutating func check(_ state: State, at place: String, _ checks: inout CaseChecks) {
    let blocks = heap.blocks(in: &memory).map { block in
      [
        WholeNumber(block.memory.address - Self.pool), WholeNumber(block.memory.size),
        WholeNumber(block.isFree ? 0 : 1),
      ]
    }
    checks.compare(rows: blocks, expected: state.blocks, at: "\(place): blocks")
    checks.compare(
      rows: freeLists(), expected: Self.rows(state.free_lists), at: "\(place): free_lists")
  }

  private mutating func freeLists() -> [String] {
    var lists: [String: [WholeNumber]] = [:]
    for first in 0..<TLSFClass.firstCount {
      for second in 0..<TLSFClass.secondCount {
        let members = heap.list(of: TLSFClass(first: first, second: second), in: &memory)
        guard !members.isEmpty else { continue }
        lists["\(first),\(second)"] = members.map { WholeNumber($0.address - Self.pool) }
      }
    }
    return Self.rows(lists)
  }

  private static func rows(_ lists: [String: [WholeNumber]]) -> [String] {
    lists.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
  }
}

/// Verifies the classes that a size is put into and searched from.
struct TLSFMappingVerifier: Verifier {
  private let row: [WholeNumber]

  /// A row of `mapping`: size, class to insert, class to search.
  init(_ answer: [WholeNumber]) throws(CaseProblem) {
    guard answer.count == 5 else { throw CaseProblem("a row of \(answer.count) numbers, not 5") }
    row = answer
  }

  mutating func run(_ checks: inout CaseChecks) {
    let insert = TLSFClass(inserting: row[0].value)
    checks.compare(
      rows: [insert.first, insert.second].map(WholeNumber.init), expected: Array(row[1...2]),
      at: "insert \(row[0])")
    let search = TLSFClass(searching: row[0].value)
    checks.compare(
      rows: search.map { [$0.first, $0.second].map(WholeNumber.init) } ?? [],
      expected: Array(row[3...4]), at: "search \(row[0])")
  }
}

/// Verifies the two levels of a size by the formula of the paper.
struct TLSFPaperMappingVerifier: Verifier {
  private let row: [WholeNumber]

  /// A row of `paper_mapping`: size, binary logarithm of the second level's parts, both levels.
  init(_ answer: [WholeNumber]) throws(CaseProblem) {
    guard answer.count == 4 else { throw CaseProblem("a row of \(answer.count) numbers, not 4") }
    guard answer[0].value > 0, answer[1].value < 64 else {
      throw CaseProblem("size \(answer[0]) has no levels with 2^\(answer[1]) parts")
    }
    row = answer
  }

  mutating func run(_ checks: inout CaseChecks) {
    let (log2, part) = TLSFClass.twoLevels(of: row[0].value, secondLog2: row[1].value)
    checks.compare(WholeNumber(log2), expected: row[2], at: "first level of \(row[0])")
    checks.compare(WholeNumber(part), expected: row[3], at: "second level of \(row[0])")
  }
}
