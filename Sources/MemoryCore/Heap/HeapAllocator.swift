/// Hands out blocks of a stretch of virtual memory.
///
/// What grows with the heap lives in the heap's own memory; the value holds the few words that a
/// kernel keeps as statics. Faults of the memory pass through; a fault in the middle of an
/// operation leaves the heap as far as it had got.
public protocol HeapAllocator {
  /// The lowest address of the heap.
  var start: VirtualAddress { get }
  /// The heap's size in bytes.
  var size: UInt64 { get }
  /// The bytes in blocks, as the allocator rounds them.
  var used: UInt64 { get }
  /// The number of stretches of free memory.
  var holeCount: Int { get }
  /// How many of them are looked at for a block before it is clear that none fits.
  var searchedCount: Int { get }
  /// Whether free memory was found to be written over.
  var isDamaged: Bool { get }
  /// How far allocations and releases tell which holes they take and make.
  var holeReports: HoleReports { get }

  /// A block of at least `layout.size` bytes, or `nil` if no free memory fits.
  mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress

  /// Takes a block back; `layout` is the one that it was allocated with.
  mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress

  /// Makes the heap `bytes` longer at its end.
  mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress

  /// The bytes by which a full heap has to grow at its end, rounded up to pages of 4 KiB, to fit
  /// the layout for certain; `nil` if it cannot.
  func extensionNeeded(for layout: Layout) -> UInt64?

  /// The bytes that a block of the layout takes; what was asked for if there is no such block.
  func bytesTaken(by layout: Layout) -> UInt64

  /// The stretches of free memory, read from the heap's own memory; those of a damaged heap as far
  /// as they lead. O(holes), or by some policies O(blocks).
  func holes<M: Memory & ~Copyable>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress
}

/// How far the allocations and releases of a heap tell which holes they take and make: where they
/// do, nothing need be read from memory to know the largest.
public enum HoleReports: Equatable, Sendable {
  /// They do not.
  case none
  /// All are named: a block leaves less of the hole that it is taken from, and a freed block is
  /// part of the hole that is named.
  case all
  /// So it is while the bytes that a heap below has handed out stay the same. With `areHoles` the
  /// places that are handed out above it count as holes themselves.
  case above(used: UInt64, areHoles: Bool)
}

extension HeapAllocator {
  /// The address behind the heap.
  public var end: VirtualAddress { start + size }

  /// The bytes that are in no block; the original's subtraction, which an odd extension can make
  /// wrap.
  public var free: UInt64 { size &- used }

  /// All of them: so it is for heaps that search one list or tree.
  public var searchedCount: Int { holeCount }

  /// Whether `bytes` from a word's address on are all in the heap.
  @inline(__always)
  func holds(_ bytes: UInt64, at address: VirtualAddress) -> Bool {
    let offset = address.rawValue &- start.rawValue
    return address.isAligned(to: 8) && offset < size && bytes <= size &- offset
  }
}

/// A block and how the heap found it.
public struct HeapAllocation: Equatable, Sendable {
  /// Where the block starts.
  public var address: VirtualAddress
  /// The block's size as the allocator rounded it, in bytes.
  public var size: UInt64
  /// How many free places were looked at and passed before.
  public var passed: Int
  /// The free place that the block was taken from.
  public var source: Hole

  /// The bytes that stay free in front of the block, for its alignment.
  public var frontPadding: UInt64 { address.rawValue &- source.address.rawValue }
  /// The bytes that stay free behind it.
  public var backPadding: UInt64 { source.size &- frontPadding &- size }
}

/// A stretch of free heap memory.
public struct Hole: Equatable, Sendable {
  /// Where it starts.
  public var address: VirtualAddress
  /// Its size in bytes.
  public var size: UInt64

  /// `size` bytes from `address`.
  public init(address: VirtualAddress, size: UInt64) {
    self.address = address
    self.size = size
  }
}

/// What became of a block that was given back.
public enum HeapRelease: Equatable, Sendable {
  /// It is free, as a part of `hole`; the hole was passed to after `passed` others.
  case freed(into: Hole, passed: Int, mergedBefore: Bool, mergedBehind: Bool)
  /// The heap noticed that the block cannot be one of its own; nothing has changed.
  case refused(InvalidFree)

  /// How a block given back contradicts the heap.
  public enum InvalidFree: Equatable, Sendable {
    /// A hole reaches into the block: it was freed before, most likely.
    case overlapsHole(Hole)
    /// A size that no block can have.
    case impossibleSize
    /// No block of that size starts there.
    case notABlock
    /// The list of holes leads in a circle or astray: something has written over a header.
    case damagedList
  }
}
