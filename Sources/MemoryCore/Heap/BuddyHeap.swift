/// A heap of blocks whose sizes are powers of two: a block is split into two halves, its buddies,
/// and they are merged when both are free (Knuth, The Art of Computer Programming, 2.5, algorithms
/// R and S).
///
/// A block of order k has 2^k bytes at a multiple of 2^k, so it is aligned to its size and its
/// buddy's address differs in bit k alone. Free blocks of one order are a list in both directions:
///
///      block + 0   the next block of the list, 0 in the last
///      block + 8   the block before it in the list, 0 in the first
///
/// The lists' heads are at the heap's start; the blocks follow:
///
///      heads + 8 · k   the first free block of order k, 0 if there is none
///
/// The table has a byte for each 32 bytes of the blocks, which tells what starts there. It is at
/// the front of the memory that the heap was created with or, once it had to grow, extended by:
///
///       7      6       5      0
///     | free | used |  order  |      0: no block starts here
public struct BuddyHeap: HeapAllocator, Equatable, Sendable {
  /// The order of the smallest blocks, of 32 bytes.
  public static let minimumOrder: UInt64 = 5
  /// The order of the largest blocks.
  public static let maximumOrder: UInt64 = 46

  static let headsSize: UInt64 = 8 * (maximumOrder + 1)
  static let freeMark: UInt64 = 0x80
  static let usedMark: UInt64 = 0x40

  /// The lowest address of the heap, a multiple of 8.
  public let start: VirtualAddress
  /// The heap's size in bytes, a multiple of 8.
  public internal(set) var size: UInt64
  /// The sum of the blocks' sizes.
  public internal(set) var used: UInt64 = 0
  /// How many free blocks there are.
  public internal(set) var holeCount = 0
  /// Whether a list was found that leads astray: something has written over a free block.
  public internal(set) var isDamaged = false
  /// All holes are named, by lists that nothing has written over.
  public var holeReports: HoleReports { isDamaged ? .none : .all }

  /// Where the lists' heads are; 0 while the heap is too small for any block.
  var heads: UInt64 = 0
  /// Where the table is.
  var table: UInt64 = 0
  /// How many bytes the table has.
  var tableSize: UInt64 = 0
  /// Bit k: the list of order k has a block.
  var filledOrders: UInt64 = 0

  /// A heap whose memory behind heads and table is free.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    precondition(start.isAligned(to: 8), "a heap starts at a word")
    self.start = start
    self.size = size & ~7
    try setUp(&memory)
  }

  /// The lowest address that a block can have.
  var base: UInt64 { ((heads &+ Self.headsSize &- 1) | 31) &+ 1 }

  /// The address behind the highest block that there can be.
  var limit: UInt64 { (start.rawValue &+ size) & ~31 }

  /// Writes heads and table and frees the rest, if the heap is large enough for a block.
  private mutating func setUp<M: Memory & ~Copyable>(_ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    let first = ((start.rawValue &+ Self.headsSize &- 1) | 31) &+ 1
    guard limit > first else { return }
    let bytes = Self.tableSize(for: limit &- first)
    guard limit &- first >= bytes &+ 32 else { return }
    heads = start.rawValue
    table = first
    tableSize = bytes
    memory.enter(.buddyHeads, at: heads)
    for word in 0..<Self.headsSize / 8 { try memory.set(0, at: heads &+ 8 &* word) }
    memory.enter(.buddyMarks, at: table)
    for word in 0..<bytes / 8 { try memory.set(0, at: table &+ 8 &* word) }
    memory.did(.heap(.layOut))
    _ = try release(from: first &+ bytes, to: limit, &memory)
  }

  /// The bytes of a table for blocks of `bytes`, a multiple of 32.
  private static func tableSize(for bytes: UInt64) -> UInt64 { (bytes / 32 &+ 31) & ~31 }

  /// The order of the smallest block that fits the layout; `nil` if there is none so large.
  public static func order(for layout: Layout) -> UInt64? {
    let bytes = max(layout.size, layout.alignment, 1 << minimumOrder)
    guard bytes <= 1 << maximumOrder else { return nil }
    return 64 - UInt64((bytes - 1).leadingZeroBitCount)
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    guard let order = Self.order(for: layout), order < Self.maximumOrder else { return nil }
    // A block can be anywhere in twice its size; a new table takes a 16th of the whole heap.
    let blocks = 2 << order &+ size / 16 &+ 2 &* Self.headsSize
    return (blocks &+ blocks / 14 &+ 7) & ~7
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.order(for: layout).map { 1 << $0 } ?? layout.size
  }

  /// Makes the heap longer; `bytes` is a multiple of 8 and at least 32.
  ///
  /// If the table is too short for the longer heap, one for twice as much is made at the front of
  /// the new memory, and the old one's memory is freed. O(log n), or O(n) with a new table.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    guard bytes >= 32, bytes & 7 == 0 else { return .refused(.impossibleSize) }
    let end = start.rawValue &+ size
    let old = heads == 0 ? start.rawValue : limit
    size &+= bytes
    guard heads != 0 else {
      try setUp(&memory)
      return .freed(
        into: .from(old, to: start.rawValue &+ size), passed: 0, mergedBefore: false,
        mergedBehind: false)
    }
    var first = old
    if Self.tableSize(for: limit &- base) > tableSize {
      guard let behind = try moveTable(to: old, &memory) else {
        size &-= bytes
        return .refused(.impossibleSize)
      }
      first = behind
    }
    let merged = try release(from: first, to: limit, &memory)
    return .freed(
      into: .from(end, to: start.rawValue &+ size), passed: 0, mergedBefore: merged,
      mergedBehind: false
    ).told(to: &memory)
  }

  /// Makes a larger table at `place` and frees the old one. Returns the address behind it; `nil`
  /// if it does not fit.
  private mutating func moveTable<M: Memory & ~Copyable>(to place: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64? where M.Address == VirtualAddress
  {
    let (old, oldSize) = (table, tableSize)
    let bytes = Self.tableSize(for: 2 &* (limit &- base))
    guard limit &- place >= bytes else { return nil }
    for offset in 0..<bytes / 8 {
      memory.enter(.buddyMarks, at: old)
      let word = 8 &* offset < oldSize ? try memory.word(at: old &+ 8 &* offset) : 0
      memory.enter(.buddyMarks, at: place)
      try memory.set(word, at: place &+ 8 &* offset)
    }
    memory.did(.heap(.layOut))
    table = place
    tableSize = bytes
    _ = try release(from: old, to: old &+ oldSize, &memory)
    return place &+ bytes
  }
}
