/// A heap that chooses among the holes by next, best or worst fit (Knuth, The Art of Computer
/// Programming, 2.5).
///
/// Holes, rounding and merging are those of `LinkedListHeap`, which is the same heap by first fit:
///
///      hole + 0   size of the hole in bytes, header included
///      hole + 8   address of the next hole, 0 in the last
///
/// The list is sorted by address and no two holes touch. Frees are checked against the holes on
/// both sides.
public struct FitHeap: HeapAllocator, Equatable, Sendable {
  /// Which of the holes that fit is taken.
  public enum Strategy: Sendable {
    /// The first one from the rover on, else the first one of all. The rover is the end of the
    /// block allocated last.
    case next
    /// The smallest, of several the lowest.
    case best
    /// The largest, of several the lowest.
    case worst
  }

  /// The least size of a hole and of a block: the bytes of a header.
  public static let minimumSize = LinkedListHeap.minimumSize

  /// Which hole is taken.
  public let strategy: Strategy
  /// The lowest address of the heap, a multiple of 8.
  public let start: VirtualAddress
  /// The heap's size in bytes, a multiple of 8.
  public internal(set) var size: UInt64
  /// The sum of the blocks' rounded sizes.
  public internal(set) var used: UInt64 = 0
  /// How many holes the list has.
  public internal(set) var holeCount = 0
  /// Whether the list was found to lead nowhere: something has written over a hole's header.
  public internal(set) var isDamaged = false
  /// All holes are named, by a list that nothing has written over.
  public var holeReports: HoleReports { isDamaged ? .none : .all }
  /// Where the next search starts by next fit.
  public internal(set) var rover: VirtualAddress

  /// The address of the first hole, 0 if there is none.
  var firstHole: UInt64 = 0

  /// A heap with one hole of full size; below 16 bytes it is empty.
  public init<M: Memory & ~Copyable>(
    _ strategy: Strategy, start: VirtualAddress, size: UInt64, in memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    precondition(start.isAligned(to: 8), "a heap starts at a word")
    self.strategy = strategy
    self.start = start
    self.size = size & ~7
    rover = start
    guard self.size >= Self.minimumSize else {
      self.size = 0
      return
    }
    firstHole = start.rawValue
    memory.enter(.hole, at: firstHole)
    try memory.set(self.size, at: firstHole)
    try memory.set(0, at: firstHole &+ 8)
    memory.did(.heap(.writeHeaders(1)))
    holeCount = 1
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    HolePlacement.extensionNeeded(for: layout, minimum: Self.minimumSize)
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    LinkedListHeap.roundedSize(layout.size) ?? layout.size
  }

  /// A hole of the list as it was read, `nil` if it cannot be one: the list has been written over.
  ///
  /// It has to start behind `reach`, the end of the hole before; so no list is followed for ever.
  func readHole<M: Memory & ~Copyable>(
    at hole: UInt64, after reach: UInt64, _ memory: inout M
  ) throws(M.Fault) -> (size: UInt64, next: UInt64)? where M.Address == VirtualAddress {
    let end = start.rawValue &+ size
    guard hole & 7 == 0, hole >= start.rawValue, hole > reach || reach == 0, hole < end,
      end &- hole >= Self.minimumSize
    else { return nil }
    memory.enter(.hole, at: hole)
    let holeSize = try memory.word(at: hole)
    guard holeSize & 7 == 0, holeSize >= Self.minimumSize, holeSize <= end &- hole else {
      return nil
    }
    return (holeSize, try memory.word(at: hole &+ 8))
  }

  /// Makes `next` the hole behind `hole`; 0 stands for the head of the list.
  mutating func link<M: Memory & ~Copyable>(_ hole: UInt64, to next: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    if hole == 0 {
      firstHole = next
    } else {
      memory.enter(.hole, at: hole)
      try memory.set(next, at: hole &+ 8)
    }
  }
}
