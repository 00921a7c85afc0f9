/// Two-level segregated fit: free blocks in lists by size class, found and merged in O(1) (M.
/// Masmano et al., TLSF: A New Dynamic Memory Allocator for Real-Time Systems, 2004).
///
/// Blocks, classes and the order of the lists are those of mattconte/tlsf on 64 bits. A block has
/// 8 bytes of its own in front of what the program gets; the rest of its header is there only
/// while the block or the one before it is free:
///
///      block +  0   address of the block before, in that one's last word; only if it is free
///      block +  8   size in bytes of what follows | previous is free (bit 1) | free (bit 0)
///      block + 16   the program's memory; in a free block the next block of its list, 0 at the end
///      block + 24   in a free block the block before it in its list, 0 in the first
///
/// The next block is at block + 8 + size; behind the last one there is a used block of size 0.
///
/// The lists' heads are in a control structure at the heap's start:
///
///      control +   0                  bit f: some list of first level f has a block
///      control +   8 + 8 · f          bit s: the list of class (f, s) has a block
///      control + 208 + 8 · (32f + s)  address of the first block of class (f, s), 0 if none
public struct TLSFHeap: HeapAllocator, Equatable, Sendable {
  /// What a block takes in front of its memory.
  public static let blockOverhead: UInt64 = 8
  /// The least memory of a block: room for the links and the next block's first word.
  public static let minimumSize: UInt64 = 24
  /// The bytes of the control structure.
  public static let controlSize = 208 + 8 * TLSFClass.firstCount * TLSFClass.secondCount

  /// A header with both links: what a block is split for.
  static let headerSize: UInt64 = 32
  static let freeBit: UInt64 = 1
  static let previousFreeBit: UInt64 = 2

  /// The lowest address of the heap, a multiple of 8.
  public let start: VirtualAddress
  /// Where the control structure is.
  public let control: VirtualAddress
  /// The heap's size in bytes, a multiple of 8.
  public internal(set) var size: UInt64
  /// The bytes of the blocks that are out, with 8 for each.
  public internal(set) var used: UInt64 = 0
  /// How many free blocks there are.
  public internal(set) var holeCount = 0
  /// Whether a list or a header was found that cannot be: something has written over it.
  public internal(set) var isDamaged = false
  /// All holes are named, by lists that nothing has written over.
  public var holeReports: HoleReports { isDamaged ? .none : .all }
  /// Whether the control structure has been written; a heap too small for it waits to grow.
  public internal(set) var isReady = false

  /// Where the blocks start.
  let pool: UInt64

  /// A heap with the control structure at its start and one free block behind it.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    precondition(start.isAligned(to: 8), "a heap starts at a word")
    self.start = start
    self.size = size & ~7
    control = start
    pool = start.rawValue &+ Self.controlSize
    try setUp(&memory)
  }

  /// A heap all of which is blocks; its control structure is somewhere else.
  public init<M: Memory & ~Copyable>(
    pool: VirtualAddress, size: UInt64, control: VirtualAddress, in memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    precondition(pool.isAligned(to: 8) && control.isAligned(to: 8), "a heap starts at a word")
    start = pool
    self.size = size & ~7
    self.control = control
    self.pool = pool.rawValue
    try setUp(&memory)
  }

  /// The bytes that can never be in a block: the control structure and the last header.
  public var overhead: UInt64 { pool &- start.rawValue &+ Self.blockOverhead }

  /// The address behind the heap as a number.
  var limit: UInt64 { start.rawValue &+ size }

  /// Writes the control structure and the first block, if the heap is large enough.
  mutating func setUp<M: Memory & ~Copyable>(_ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    guard size >= pool &- start.rawValue &+ Self.headerSize + Self.blockOverhead else { return }
    memory.enter(.tlsfControl, at: control.rawValue)
    for word in 0..<Self.controlSize / 8 { try memory.set(0, at: control.rawValue &+ 8 &* word) }
    isReady = true
    let block = pool &- 8
    let blockSize = limit &- pool &- 2 &* Self.blockOverhead
    try set(Self.previousFreeBit, limit &- 16, Self.sizeWord, &memory)
    try set(block, limit &- 16, Self.beforeWord, &memory)
    try set(blockSize | Self.freeBit, block, Self.sizeWord, &memory)
    try insert(block, TLSFClass(inserting: blockSize), &memory)
    memory.did(.heap(.layOut))
  }

  /// The memory that a block for `size` bytes has; `nil` if that is beyond all classes.
  @inline(__always)
  public static func roundedSize(_ size: UInt64) -> UInt64? {
    guard size < 1 << 33 else { return nil }
    return (max(size, minimumSize) &+ 7) & ~7
  }

  /// What has to be free to fit the layout: its size, and room to move it to its alignment while
  /// what is left in front is a block; `nil` if that is beyond all classes.
  @inline(__always)
  static func searchedSize(_ rounded: UInt64, _ alignment: UInt64) -> UInt64? {
    guard alignment < 1 << 33 else { return nil }
    let movable = (rounded &+ 2 &* alignment &+ headerSize &- 1) & ~(alignment &- 1)
    return alignment > 8 ? movable : rounded
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    guard let rounded = Self.roundedSize(layout.size),
      let searched = Self.searchedSize(rounded, layout.alignment),
      TLSFClass(searching: searched) != nil
    else { return nil }
    // The class is up to 1/32 larger than what is searched for.
    return searched &+ searched / 32 &+ 4 &* Self.headerSize &+ (isReady ? 0 : overhead)
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.roundedSize(layout.size) ?? layout.size
  }
}
