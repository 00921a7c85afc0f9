public import MemoryCore

/// The walk over the page tables below a root, in the order of addresses: the only one.
///
/// What leads to a table is an entry that is present, maps no page itself and lies within the
/// memory. A table is visited once at each level, so that the walk ends whatever the entries say:
/// O(512 · tables), at most 512 · levels for each frame of the memory. Nothing is accessed.
public struct TableWalk {
  /// A table that the walk has come to.
  public struct Table {
    /// Where it is.
    public let table: PageTable
    /// The level at which the MMU would read it on this way.
    public let level: PageTableLevel
    /// The lowest address that it decides about, canonical but for the root's.
    public let base: UInt64
    /// The entry that leads here, and where it stands; `nil` for the root.
    public let via: PathEntry?
    /// Whether the frame was visited before: at another level, so that the tables lead in a circle
    /// or one is used for two ends.
    public let isAgain: Bool
  }

  /// How a walk goes on.
  public enum Next {
    /// With the tables below.
    case below
    /// With the next table that is not below this one.
    case beside
    /// Not at all.
    case stop
  }

  private var visited: Set<UInt64> = []
  private var frames: Set<UInt64> = []

  /// Visits tables, each before those below it, with its 512 words: none of them where nothing was
  /// ever stored. Goes no way whose entry `follows` refuses. Returns whether it went to its end.
  @discardableResult
  public static func run<M: PhysicalMemory>(
    below root: TableRoot, in memory: M, follows: (PathEntry) -> Bool = { _ in true },
    _ visit: (Table, Span<UInt64>) -> Next
  ) -> Bool {
    var walk = TableWalk()
    guard root.frame.start.rawValue < memory.size else { return true }
    return walk.go(
      PageTable(frame: root.frame), root.level, base: 0, via: nil, in: memory, follows, visit)
  }

  private mutating func go<M: PhysicalMemory>(
    _ table: PageTable, _ level: PageTableLevel, base: UInt64, via: PathEntry?, in memory: M,
    _ follows: (PathEntry) -> Bool, _ visit: (Table, Span<UInt64>) -> Next
  ) -> Bool {
    guard visited.insert(table.frame.number << 3 | UInt64(level.rawValue)).inserted else {
      return true
    }
    let isAgain = !frames.insert(table.frame.number).inserted
    let here = Table(table: table, level: level, base: base, via: via, isAgain: isAgain)
    var next = Next.below
    var below: [(index: Int, table: PageTable)] = []
    let isTouched: Void? = memory.withPage(table.frame) { words in
      next = visit(here, words)
      guard next == .below else { return }
      Self.forEachTable(below: words, level, memorySize: memory.size) { below.append(($0, $1)) }
    }
    if isTouched == nil { next = visit(here, Span()) }
    guard let levelBelow = level.below, next == .below else { return next != .stop }
    for (index, child) in below {
      let way = PathEntry(
        level: level, index: PageTableIndex(UInt16(index)), address: here.place(of: index),
        entry: PageTableEntry(rawValue: memory.peek(here.place(of: index))))
      guard follows(way) else { continue }
      let base = here.address(of: index)
      guard go(child, levelBelow, base: base, via: way, in: memory, follows, visit) else {
        return false
      }
    }
    return true
  }

  /// Calls `body` with the tables that the entries of a table lead to, in order.
  @inline(__always)
  static func forEachTable(
    below words: Span<UInt64>, _ level: PageTableLevel, memorySize: UInt64,
    _ body: (Int, PageTable) -> Void
  ) {
    guard level > .p1 else { return }
    for index in words.indices where words[index] & 1 == 1 {
      guard case .success(let table) = PageTableEntry(rawValue: words[index]).table,
        table.frame.start.rawValue < memorySize
      else { continue }
      body(index, table)
    }
  }
}

extension TableWalk.Table {
  /// The lowest address that an entry decides about, canonical.
  public func address(of index: Int) -> UInt64 {
    let address = base | UInt64(index) << level.shift
    guard via == nil else { return address }
    // Only the root's index holds the bit that is repeated upwards.
    let unused = 64 - level.shift - 9
    return UInt64(bitPattern: Int64(bitPattern: address << unused) >> Int64(unused))
  }

  /// Where an entry lies.
  public func place(of index: Int) -> PhysicalAddress {
    table.address(of: PageTableIndex(UInt16(index)))
  }
}
