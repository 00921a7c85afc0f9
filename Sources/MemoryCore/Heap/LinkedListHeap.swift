/// A first-fit heap whose free memory is a list of holes, sorted by address.
///
/// Placement, rounding, splitting and merging are those of linked_list_allocator 0.9.0. Each hole
/// holds its own header:
///
///      hole + 0   size of the hole in bytes, header included
///      hole + 8   address of the next hole, 0 in the last
///
/// Blocks have no header; the caller gives the layout back with the block.
public struct LinkedListHeap: HeapAllocator, Equatable, Sendable {
  /// The least size of a hole and of a block: the bytes of a header.
  public static let minimumSize: UInt64 = 16

  /// The lowest address of the heap.
  public let start: VirtualAddress
  /// The heap's size in bytes.
  public internal(set) var size: UInt64
  /// The sum of the blocks' rounded sizes.
  public internal(set) var used: UInt64 = 0
  /// How many holes the list has.
  public internal(set) var holeCount = 0

  /// Whether the list was found to lead nowhere: something has written over a hole's header.
  public internal(set) var isDamaged = false

  /// All holes are named, by a list that nothing has written over.
  public var holeReports: HoleReports { isDamaged ? .none : .all }

  /// The address of the first hole, 0 if there is none.
  var firstHole: UInt64 = 0

  /// A heap with one hole of full size. Below 16 bytes it is empty and stays without memory.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    self.start = start
    guard size >= Self.minimumSize else {
      self.size = 0
      return
    }
    self.size = size
    firstHole = start.rawValue.alignedUp(to: 8)
    let lost = firstHole &- start.rawValue
    try Self.writeHeader(at: firstHole, size: size > lost ? size - lost : 0, next: 0, &memory)
    memory.did(.heap(.writeHeaders(1)))
    holeCount = 1
  }

  /// The lowest address of the first hole, `nil` if there is none.
  public var firstHoleAddress: VirtualAddress? {
    firstHole == 0 ? nil : VirtualAddress(unchecked: firstHole)
  }

  /// The size that a block of `size` bytes takes: at least 16, a multiple of 8; `nil` if that is
  /// beyond 64 bits.
  public static func roundedSize(_ size: UInt64) -> UInt64? {
    guard size <= .max &- 7 else { return nil }
    return (max(size, minimumSize) &+ 7) & ~7
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.roundedSize(layout.size) ?? layout.size
  }

  /// See `HeapAllocator`.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    HolePlacement.pagedExtensionNeeded(
      for: layout, isPlaced: layout.alignment <= 4096 && end.isAligned(to: 4096))
  }

  /// The size of the hole at `hole` and the address of the next one.
  @inline(__always)
  static func readHeader<M: Memory & ~Copyable>(at hole: UInt64, _ memory: inout M)
    throws(M.Fault) -> (size: UInt64, next: UInt64) where M.Address == VirtualAddress
  {
    memory.enter(.hole, at: hole)
    return try memory.load(
      VirtualAddress(unchecked: hole), VirtualAddress(unchecked: hole &+ 8))
  }

  @inline(__always)
  static func writeHeader<M: Memory & ~Copyable>(
    at hole: UInt64, size: UInt64, next: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    memory.enter(.hole, at: hole)
    try memory.store(size, at: VirtualAddress(unchecked: hole))
    try memory.store(next, at: VirtualAddress(unchecked: hole &+ 8))
  }

  /// Makes `next` the hole behind `hole`; 0 stands for the head of the list.
  @inline(__always)
  mutating func link<M: Memory & ~Copyable>(_ hole: UInt64, to next: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    if hole == 0 {
      firstHole = next
    } else {
      memory.enter(.hole, at: hole)
      try memory.store(next, at: VirtualAddress(unchecked: hole &+ 8))
    }
  }
}
