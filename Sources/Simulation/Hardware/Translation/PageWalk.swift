public import MemoryCore

/// The way of the MMU from CR3 through the tables to an entry that decides: the one that maps
/// the page, or the one that faults.
public struct PageWalk: Sendable {
  /// One entry on the way.
  public struct Step: Hashable, Sendable {
    /// The level of the table.
    public let level: PageTableLevel
    /// The frame of the table.
    public let table: Frame<Size4KiB>
    /// The place of the entry in the table.
    public let index: PageTableIndex
    /// The entry as the MMU read it, before it set accessed and dirty.
    public let entry: UInt64
  }

  /// The address that was looked for.
  public private(set) var address: LinearAddress
  /// The level of the first table, P4 or P5.
  public private(set) var rootLevel: PageTableLevel
  /// The number of entries that were read, 1 to 5.
  public private(set) var count = 0

  /// The address of the first table; those of the others are in the entries.
  private var root: UInt64 = 0
  private var entries: InlineArray<5, UInt64> = InlineArray(repeating: 0)

  init(to address: LinearAddress, from rootLevel: PageTableLevel) {
    self.address = address
    self.rootLevel = rootLevel
  }

  /// The steps from the root on.
  public var steps: [Step] { (0..<count).map { self[$0] } }

  /// The step with the given number, from 0 for the root table.
  public subscript(number: Int) -> Step {
    precondition(number < count, "the walk has fewer steps")
    let table = number == 0 ? root : entries[number - 1] & WalkEntry.addressBits
    let level = PageTableLevel(rawValue: rootLevel.rawValue - UInt8(number))
    return Step(
      level: level ?? .p1, table: Frame(containing: PhysicalAddress(table)),
      index: address.index(at: level ?? .p1), entry: entries[number])
  }

  mutating func append(_ entry: WalkEntry) {
    entries[count] = entry.rawValue
    count &+= 1
  }

  mutating func start(to address: LinearAddress, _ registers: ControlRegisters) {
    self.address = address
    rootLevel = registers.rootLevel
    root = registers.cr3.root.start.rawValue
    count = 0
  }

  /// Notes a whole walk from P4 to P1.
  @inline(__always)
  mutating func set(
    to address: LinearAddress, from root: UInt64,
    _ p4: WalkEntry, _ p3: WalkEntry, _ p2: WalkEntry, _ p1: WalkEntry
  ) {
    (self.address, self.root, rootLevel, count) = (address, root, .p4, 4)
    entries[0] = p4.rawValue
    entries[1] = p3.rawValue
    entries[2] = p2.rawValue
    entries[3] = p1.rawValue
  }

  /// `reason` with the entry, the first from the root, that lacks the right.
  mutating func locate(_ reason: FaultReason) -> FaultReason {
    switch reason {
    case .supervisorPage: .supervisorPage(place { !$0.isUser })
    case .readOnly: .readOnly(place { !$0.isWritable })
    case .noExecute: .noExecute(place { $0.noExecute })
    default: reason
    }
  }

  private func place(_ lacksRight: (WalkEntry) -> Bool) -> FaultReason.Place {
    let step = steps.first { lacksRight(WalkEntry(rawValue: $0.entry)) }
    return step.map { .entry($0.level) } ?? .tlb
  }
}

extension PageWalk: Equatable {
  /// Whether the walks read the same entries.
  public static func == (left: Self, right: Self) -> Bool {
    left.address == right.address && left.steps == right.steps
  }
}
