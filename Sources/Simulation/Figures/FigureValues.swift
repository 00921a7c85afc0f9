import MemoryCore

/// The values of all figures of a machine, kept up to date from command to command.
///
/// Most can be read off the machine at once. What is decoded from RAM, hole by hole, is decoded again
/// only behind a command that can have changed it.
struct FigureValues: Equatable, Sendable {
  static let count = FigureGroup.machineCount * FigureGroup.capacity
  typealias Words = InlineArray<80, UInt64>

  /// The values in the order of `Figure.index`.
  private(set) var words = Words(repeating: 0)
  /// The groups that the last update may have changed.
  private(set) var changed = FigureGroups.all
  /// Whether the command of the last update found no memory.
  private(set) var ranOut = false
  /// Whether its access faulted.
  private(set) var faulted = false
  /// Whether nothing but the kernel's own code has written where the heap keeps its list.
  var listIsKernels = true
  /// What the heap below the one that hands out blocks had handed out when the largest hole was
  /// decoded last; no such number if that is not known.
  var usedBelow = UInt64.max
  /// The frames that the heap's pages had when somebody last wrote to memory.
  private var heapFrames = HeapFrames()
  /// The version of the count of tables that the values are of.
  private var tablesVersion: Int

  /// The figures of a machine; `isWritten` says that a program or a user has written to its memory
  /// before, maybe over the heap's list.
  init(of machine: Machine, isWritten: Bool = false) {
    listIsKernels = !isWritten
    tablesVersion = machine.tables.version
    var machine = machine
    for group in FigureGroup.ofMachine { read(group, of: &machine) }
  }

  /// The value of a figure of the machine. O(1).
  subscript(figure: Figure) -> UInt64 {
    @inline(__always) get { words[figure.index] }
    @inline(__always) set {
      words[figure.index] = newValue
      changed.insert(FigureGroups(figure.group))
    }
  }

  /// Brings the values up to a command that the machine has carried out, or refused: then nothing
  /// changed.
  ///
  /// The machine does not change: it is passed by reference because a copy, which the compiler
  /// makes of so large a value, costs more than all of this.
  mutating func update(_ machine: inout Machine, _ change: HeapChange) {
    changed = []
    (ranOut, faulted) = (false, false)
    switch change {
    case .nothing: updateHeap(&machine, taken: 0, made: 0)
    case .blocks(let taken, let made): updateHeap(&machine, taken: taken, made: made)
    case .accessed: break
    case .written(let first, let second): noteWrite(first, second, &machine)
    case .grown, .other:
      read(.heap, of: &machine)
      read(.frames, of: &machine)
    }
    self[.tlbHits] = machine.hardware.tlb.hits
    self[.tlbMisses] = machine.hardware.tlb.misses
    if machine.tables.version != tablesVersion { readTables(&machine) }
    if self[.outOfMemory] != machine.kernel.outOfMemoryCount
      || self[.faultsTotal] != machine.kernel.faultCount
    {
      readTrouble(&machine)
    }
  }

  /// Reads a group's figures off the machine.
  @inline(never)
  mutating func read(_ group: FigureGroup, of machine: inout Machine) {
    let holes = group == .heap ? machine.holes() : []
    for figure in group.figures { self[figure] = machine.value(of: figure, holes: holes) }
    if group == .heap, case .above(let used, _)? = machine.heapTotals()?.reports {
      usedBelow = used
    }
  }

  @inline(never)
  private mutating func readTrouble(_ machine: inout Machine) {
    ranOut = machine.kernel.outOfMemoryCount > self[.outOfMemory]
    faulted = machine.kernel.faultCount > self[.faultsTotal]
    read(.trouble, of: &machine)
  }

  @inline(never)
  private mutating func readTables(_ machine: inout Machine) {
    tablesVersion = machine.tables.version
    read(.tables, of: &machine)
  }

  /// A word was written past the kernel: if it lies in the heap's memory it may be the heap's list.
  @inline(never)
  private mutating func noteWrite(
    _ first: PhysicalAddress, _ second: PhysicalAddress?, _ machine: inout Machine
  ) {
    heapFrames.update(&machine)
    let isHeaps = heapFrames.contains(first) || second.map { heapFrames.contains($0) } ?? false
    // Or it may be an entry that the heap's pages are reached by.
    guard isHeaps || machine.tables.version != tablesVersion || machine.isOnOtherTables else {
      return
    }
    listIsKernels = false
    read(.heap, of: &machine)
  }

  /// Whether all figures are the same.
  static func == (left: Self, right: Self) -> Bool {
    (0..<count).allSatisfy { left.words[$0] == right.words[$0] }
  }
}

/// The frames that the heap's pages are mapped to.
private struct HeapFrames: Sendable {
  private var numbers: Set<UInt64> = []
  private var tablesVersion = -1
  private var pages: Range<UInt64> = 0..<0

  /// Whether an address lies in one of them.
  func contains(_ address: PhysicalAddress) -> Bool { numbers.contains(address.rawValue >> 12) }

  /// Finds them again if they may be others. O(pages of the heap), else O(1).
  mutating func update(_ machine: inout Machine) {
    let start = machine.kernel.heapDescription.start >> 12
    let pages = start..<start &+ machine.kernel.heapPages
    guard tablesVersion != machine.tables.version || pages != self.pages else { return }
    (tablesVersion, self.pages) = (machine.tables.version, pages)
    numbers = []
    for page in pages {
      let address = VirtualAddress(truncating: page << 12)
      if let frame = machine.physicalAddress(of: address) { numbers.insert(frame.rawValue >> 12) }
    }
  }
}
