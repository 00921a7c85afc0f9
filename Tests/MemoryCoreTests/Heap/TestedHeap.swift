import MemoryCore

/// A heap policy under test; what is generic in the heap is done by a `HeapUse`.
enum TestedHeap: CaseIterable {
  case nextFit, bestFit, worstFit, fastFit, buddy, tlsf, slab

  /// Makes a heap of the policy in fresh memory and has it used.
  func run<Use: HeapUse>(_ use: Use) {
    var memory = FaultingMemory(from: use.start, size: use.room)
    do {
      switch self {
      case .nextFit:
        let heap = try FitHeap(.next, start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .bestFit:
        let heap = try FitHeap(.best, start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .worstFit:
        let heap = try FitHeap(.worst, start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .fastFit:
        let heap = try FastFitHeap(start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .buddy:
        let heap = try BuddyHeap(start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .tlsf:
        let heap = try TLSFHeap(start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      case .slab:
        let heap = try SlabHeap(start: use.start, size: use.size, in: &memory)
        use.use(heap, &memory)
      }
    } catch {
      preconditionFailure("a heap starts outside its memory: \(error)")
    }
  }
}

/// Something to do with a heap of any policy.
protocol HeapUse {
  var start: VirtualAddress { get }
  /// The heap's size at first.
  var size: UInt64 { get }
  /// The bytes of memory from `start`.
  var room: UInt64 { get }

  func use<Heap: CheckedHeap>(_ heap: Heap, _ memory: inout FaultingMemory)
}

extension HeapUse {
  var start: VirtualAddress { VirtualAddress(0x4444_4444_0000) }
}

/// A stretch of memory that faults outside and off the words' boundaries, as an MMU does.
struct FaultingMemory: Memory {
  struct Fault: Error {
    let address: VirtualAddress
  }

  private let start: UInt64
  private(set) var words: [UInt64]

  init(from start: VirtualAddress, size: UInt64) {
    self.start = start.rawValue
    words = Array(repeating: 0, count: Int(size / 8))
  }

  mutating func load(_ address: VirtualAddress) throws(Fault) -> UInt64 {
    words[try index(of: address)]
  }

  mutating func store(_ word: UInt64, at address: VirtualAddress) throws(Fault) {
    words[try index(of: address)] = word
  }

  private func index(of address: VirtualAddress) throws(Fault) -> Int {
    let offset = address.rawValue &- start
    guard offset % 8 == 0, offset / 8 < words.count else { throw Fault(address: address) }
    return Int(offset / 8)
  }
}
