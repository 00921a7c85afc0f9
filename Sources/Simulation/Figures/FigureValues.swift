import MemoryCore

/// The values of all figures of a machine, kept up to date from command to command.
///
/// Most can be read off the machine at once. Those that are decoded from RAM, hole by hole or table
/// by table, are decoded again only behind a command that can have changed them.
struct FigureValues: Equatable, Sendable {
  typealias Words = InlineArray<20, UInt64>
  static let count = 20

  /// The values in the order of `Figure.index`.
  var words = Words(repeating: 0)
  /// Whether the last update can have changed no more than the first figures by index.
  private(set) var isHeapOnly = false
  /// Whether nothing but the kernel's own code has written where the heap keeps its list.
  private var listIsKernels = true
  /// What the heap below the one that hands out blocks had handed out when the largest hole was
  /// decoded last; no such number if that is not known.
  private var usedBelow = UInt64.max

  /// The figures of a machine; `isWritten` says that a program or a user has written to its memory
  /// before, maybe over the heap's list.
  init(of machine: Machine, isWritten: Bool = false) {
    listIsKernels = !isWritten
    decodeTables(of: machine)
    for figure in Figure.allCases where !figure.isOfTables {
      self[figure] = machine.value(of: figure)
    }
  }

  /// The value of a figure. O(1).
  subscript(figure: Figure) -> UInt64 {
    get { words[figure.index] }
    set { words[figure.index] = newValue }
  }

  /// Brings the values up to a command that the machine has carried out, or refused: then nothing
  /// changed.
  ///
  /// The machine does not change: it is passed by reference because a copy, which the compiler
  /// makes of so large a value, costs more than all of this.
  mutating func update(_ machine: inout Machine, _ change: HeapChange) {
    isHeapOnly = true
    switch change {
    case .nothing: updateLargest(&machine, 0, 0)
    case .blocks(let taken, let made): updateLargest(&machine, taken, made)
    case .grown:
      isHeapOnly = false
      self[.heapSize] = machine.value(of: .heapSize)
      decodeTables(of: machine)
      self[.framesFree] = machine.value(of: .framesFree)
      self[.framesAllocated] = machine.value(of: .framesAllocated)
      decodeLargest(&machine)
    case .other, .written: return decode(machine, behindWrite: change == .written)
    }
    guard let heap = machine.heapTotals() else { return }
    self[.heapUsed] = heap.used
    self[.heapFree] = heap.size &- heap.used
    self[.heapHoles] = UInt64(heap.holes)
    self[.heapBlocks] = UInt64(machine.program.blockCount)
    self[.heapRequested] = machine.program.requested
    let (free, largest) = (heap.size &- heap.used, self[.heapLargest])
    self[.heapFragmentation] =
      free > 0 && free >= largest ? Self.tenthsOfPercent(free &- largest, of: free) : 0
    self[.tlbHits] = machine.hardware.tlb.hits
    self[.tlbMisses] = machine.hardware.tlb.misses
    self[.outOfMemory] = machine.kernel.outOfMemoryCount
  }

  /// Reads all figures off the machine. What happens beside the heap is rare.
  private mutating func decode(_ machine: borrowing Machine, behindWrite: Bool) {
    self = FigureValues(of: copy machine, isWritten: behindWrite || !listIsKernels)
  }

  private mutating func decodeTables(of machine: Machine) {
    let owners = FrameOwners(of: machine)
    self[.framesTables] = owners.tableCount
    self[.tablesCount] = owners.tableCount
    self[.tablesEntries] = owners.entryCount
  }

  /// Finds the largest hole behind a block that was taken from a hole, or became part of one.
  @inline(__always)
  private mutating func updateLargest(
    _ machine: inout Machine, _ taken: UInt64, _ made: UInt64
  ) {
    let reports = machine.heapTotals()?.reports ?? .none
    let largest = self[.heapLargest]
    if listIsKernels, reports == .all, taken < largest {
      if made > largest { self[.heapLargest] = made }
    } else {
      updateLargestSlowly(&machine, taken, made, reports)
    }
  }

  @inline(never)
  private mutating func updateLargestSlowly(
    _ machine: inout Machine, _ taken: UInt64, _ made: UInt64, _ reports: HoleReports
  ) {
    // A block that is moved can give to the heap below what another takes from it.
    let isMoved = taken > 0 && made > 0
    if listIsKernels, !isMoved, case .above(used: usedBelow, let areHoles) = reports,
      taken < self[.heapLargest]
    {
      if areHoles { self[.heapLargest] = max(self[.heapLargest], made) }
    } else {
      decodeLargest(&machine)
    }
  }

  private mutating func decodeLargest(_ machine: inout Machine) {
    self[.heapLargest] = machine.value(of: .heapLargest)
    if case .above(let used, _)? = machine.heapTotals()?.reports { usedBelow = used }
  }

  /// As a whole number, rounded down.
  @inline(__always)
  private static func tenthsOfPercent(_ part: UInt64, of whole: UInt64) -> UInt64 {
    // Almost always the numbers are so small that half the division does.
    if whole < 1 << 22 {
      return UInt64(UInt32(truncatingIfNeeded: part &* 1000) / UInt32(truncatingIfNeeded: whole))
    }
    return whole.dividingFullWidth(part.multipliedFullWidth(by: 1000)).quotient
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
