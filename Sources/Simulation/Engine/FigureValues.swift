import MemoryCore

/// The values of all figures of a machine, kept up to date from command to command.
///
/// Most can be read off the machine at once. Those that are decoded from RAM, hole by hole or table
/// by table, are decoded again only behind a command that can have changed them.
struct FigureValues: Equatable, Sendable {
  typealias Words = InlineArray<20, UInt64>
  static let count = 20

  /// The values in the order of `Figure.index`.
  private(set) var words = Words(repeating: 0)
  /// The figures that the last update has changed, a bit each.
  private(set) var changed: UInt32 = .max
  /// Whether nothing but the kernel's own code has written where the heap keeps its list.
  private var listIsKernels = true

  /// The figures of a machine.
  init(of machine: Machine) {
    decodeTables(of: machine)
    for figure in Figure.allCases where !figure.isOfTables {
      self[figure] = machine.value(of: figure)
    }
  }

  /// The value of a figure. O(1).
  subscript(figure: Figure) -> UInt64 {
    get { words[figure.index] }
    set {
      guard words[figure.index] != newValue else { return }
      words[figure.index] = newValue
      changed |= 1 << UInt32(figure.index)
    }
  }

  /// Brings the values up to a command that the machine has carried out; `nil` if it was refused.
  mutating func update(_ machine: Machine, _ outcome: Outcome?) {
    guard let heap = machine.kernel.heapTotals else {
      self = FigureValues(of: machine)
      return
    }
    changed = 0
    switch outcome {
    case .allocated(let allocation): note(allocation, machine)
    case .freed(let release): note(release, machine)
    case .reallocated(let allocation, _, let release):
      note(allocation, machine)
      note(release, machine)
    case .outOfMemory, .nothing, nil: break
    default:
      // Whatever else happens is rare, and can change anything.
      let isWrite = outcome?.isWrite ?? false
      let wasKernels = listIsKernels
      self = FigureValues(of: machine)
      listIsKernels = wasKernels && !isWrite
      return
    }
    self[.heapSize] = heap.size
    self[.heapUsed] = heap.used
    self[.heapFree] = heap.size &- heap.used
    self[.heapHoles] = UInt64(heap.holes)
    self[.heapBlocks] = UInt64(machine.program.blockCount)
    self[.heapRequested] = machine.program.requested
    let (free, largest) = (heap.size &- heap.used, self[.heapLargest])
    self[.heapFragmentation] =
      free > 0 && free >= largest ? (free - largest) * 1000 / free : 0
    self[.tlbHits] = machine.hardware.tlb.hits
    self[.tlbMisses] = machine.hardware.tlb.misses
    self[.outOfMemory] = machine.kernel.outOfMemoryCount
  }

  private mutating func note(_ allocation: BlockAllocation, _ machine: Machine) {
    if allocation.growth != nil {
      decodeTables(of: machine)
      self[.framesFree] = machine.value(of: .framesFree)
      self[.framesAllocated] = machine.value(of: .framesAllocated)
    }
    let isLargest = allocation.block.source.size >= self[.heapLargest]
    if isLargest || allocation.growth != nil || !knowsHoles(machine) {
      self[.heapLargest] = machine.value(of: .heapLargest)
    }
  }

  private mutating func decodeTables(of machine: Machine) {
    let owners = FrameOwners(of: machine)
    self[.framesTables] = owners.tableCount
    self[.tablesCount] = owners.tableCount
    self[.tablesEntries] = owners.entryCount
  }

  private mutating func note(_ release: BlockRelease, _ machine: Machine) {
    if knowsHoles(machine) {
      self[.heapLargest] = max(self[.heapLargest], release.hole.size)
    } else {
      self[.heapLargest] = machine.value(of: .heapLargest)
    }
  }

  /// Whether what commands report of holes is all there is to know.
  private func knowsHoles(_ machine: Machine) -> Bool {
    listIsKernels && machine.kernel.heapTotals?.reportsHoles == true
  }
}

extension FigureValues {
  /// Whether all figures are the same.
  static func == (left: Self, right: Self) -> Bool {
    (0..<count).allSatisfy { left.words[$0] == right.words[$0] }
  }
}

extension Figure {
  /// Whether it is counted by a walk through all tables.
  fileprivate var isOfTables: Bool {
    switch self {
    case .framesTables, .tablesCount, .tablesEntries: true
    default: false
    }
  }
}

extension Outcome {
  /// Whether a program or a user has written to memory.
  fileprivate var isWrite: Bool {
    switch self {
    case .accessed, .physical: true
    case .faulted(_, .spurious): true
    default: false
    }
  }
}
