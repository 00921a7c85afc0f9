/// A heap of nine block sizes, each with a list of free blocks, above a linked-list heap (blog_os,
/// "Allocator Designs").
///
/// A free block holds the address of the next one in its first word. Blocks come from the
/// linked-list heap when their list is empty and never go back to it.
public struct FixedBlockHeap: HeapAllocator, Equatable, Sendable {
  /// The block sizes in bytes; each is also the alignment of its blocks.
  public static let blockSizes: [UInt64] = [8, 16, 32, 64, 128, 256, 512, 1_024, 2_048]

  /// The heap below: the blocks' source, and that of everything above 2 KiB.
  public private(set) var fallback: LinkedListHeap

  /// For each size, the address of the first free block; 0 if there is none.
  public private(set) var listHeads: [UInt64]

  /// The bytes on the lists of free blocks.
  public private(set) var listed: UInt64 = 0

  /// A heap with one hole of full size.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    fallback = try LinkedListHeap(start: start, size: size, in: &memory)
    listHeads = Array(repeating: 0, count: Self.blockSizes.count)
  }

  /// The lowest address of the heap.
  public var start: VirtualAddress { fallback.start }
  /// The heap's size in bytes.
  public var size: UInt64 { fallback.size }
  /// The bytes in blocks that are out.
  public var used: UInt64 { fallback.used &- listed }
  /// The holes of the heap below.
  public var holeCount: Int { fallback.holeCount }
  /// Whether the list of the heap below was found to lead nowhere.
  public var isDamaged: Bool { fallback.isDamaged }
  /// The blocks on lists are no holes.
  public var holeReports: HoleReports {
    isDamaged ? .none : .above(used: fallback.used, areHoles: false)
  }

  /// Takes the first block off its size's list, or a new one from the heap below. O(1), or O(n).
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let list = Self.listIndex(for: layout) else {
      return try fallback.allocate(layout, in: &memory)
    }
    let size = Self.blockSizes[list]
    guard listHeads[list] != 0 else {
      return try fallback.allocate(Layout(size: size, alignment: size), in: &memory)
    }
    let block = VirtualAddress(unchecked: listHeads[list])
    memory.enter(.listedBlock, at: block.rawValue)
    listHeads[list] = try memory.load(block)
    listed -= Self.sizeBelow(size)
    let taken = HeapAllocation(
      address: block, size: size, passed: 0, source: Hole(address: block, size: size))
    taken.tellCut(&memory)
    return taken
  }

  /// Puts the block at the head of its size's list. O(1), or O(n) above 2 KiB.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let list = Self.listIndex(for: layout) else {
      return try fallback.deallocate(address, layout, in: &memory)
    }
    let size = Self.blockSizes[list]
    guard listHeads[list] != address.rawValue else {
      return .refused(.overlapsHole(Hole(address: address, size: size)))
    }
    memory.enter(.listedBlock, at: address.rawValue)
    try memory.store(listHeads[list], at: address)
    listHeads[list] = address.rawValue
    listed += Self.sizeBelow(size)
    return .freed(
      into: Hole(address: address, size: size), passed: 0, mergedBefore: false,
      mergedBehind: false
    ).told(to: &memory)
  }

  /// Makes the heap below longer. O(n).
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    try fallback.extend(by: bytes, in: &memory)
  }

  /// See `HeapAllocator`.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    HolePlacement.pagedExtensionNeeded(for: layout, isPlaced: false)
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.listIndex(for: layout).map { Self.blockSizes[$0] } ?? fallback.bytesTaken(by: layout)
  }

  /// The holes of the heap below, in the order of its list; free blocks on lists are not among
  /// them. O(holes).
  public func holes<M: Memory & ~Copyable>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress { try fallback.holes(in: &memory) }

  /// The list whose blocks fit the layout, or `nil` if it is too large for all.
  public static func listIndex(for layout: Layout) -> Int? {
    blockSizes.firstIndex { $0 >= max(layout.size, layout.alignment) }
  }

  /// What a block of a list takes of the heap below, whose least block is 16 bytes.
  private static func sizeBelow(_ size: UInt64) -> UInt64 {
    max(size, LinkedListHeap.minimumSize)
  }
}
