/// A heap of caches for eight object sizes, each made of slabs of 4 KiB (J. Bonwick, The Slab
/// Allocator, USENIX 1994; sizes as in Linux's kmalloc caches), above a linked-list heap.
///
/// A slab is a page from the heap below, cut into objects of one size. It starts with a header:
///
///      slab +  0   the next slab of the cache that has a free object, 0 in the last
///      slab +  8   the one before it, 0 in the first
///      slab + 16   the first free object, 0 if there is none
///      slab + 24   object size (bits 15..0), objects in use (31..16), 0x42414c53 (63..32)
///      slab + 32   a bit for each object: set if it is in use (four words)
///      slab + 64   objects, from the first multiple of their alignment on
///
/// A free object holds the address of the next one in its first word. The caches' heads, the
/// first slab of each with a free object, are a block of the heap below. A slab none of whose
/// objects is in use goes back at once; what is larger than 512 bytes comes from the heap below.
public struct SlabHeap: HeapAllocator, Equatable, Sendable {
  /// The object sizes in bytes. An object's alignment is the largest power of two that divides it.
  public static let objectSizes: [UInt64] = [16, 32, 64, 96, 128, 192, 256, 512]
  /// The bytes of a slab, and its alignment.
  public static let slabSize: UInt64 = 4096

  static let slabLayout = Layout(size: slabSize, alignment: slabSize)
  static let headsLayout = Layout(size: 64, alignment: 8)
  static let headerSize: UInt64 = 64
  static let signature: UInt64 = 0x4241_4c53

  /// The heap below: the slabs' source, and that of everything above 512 bytes.
  public internal(set) var backing: LinkedListHeap
  /// How many slabs there are.
  public internal(set) var slabCount: UInt64 = 0
  /// How many free objects there are in the slabs.
  public internal(set) var freeObjectCount = 0

  /// Where the caches' heads are, 0 until the first object is allocated.
  var heads: UInt64 = 0
  /// The bytes of the objects in use.
  var objectBytes: UInt64 = 0
  var hasDamagedSlab = false

  /// A heap with one hole of full size.
  public init<M: Memory & ~Copyable>(start: VirtualAddress, size: UInt64, in memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    backing = try LinkedListHeap(start: start, size: size, in: &memory)
  }

  /// The lowest address of the heap.
  public var start: VirtualAddress { backing.start }
  /// The heap's size in bytes.
  public var size: UInt64 { backing.size }
  /// The bytes of the objects in use and of the blocks that come from the heap below.
  public var used: UInt64 {
    let heads = heads == 0 ? 0 : Self.headsLayout.size
    return backing.used &- slabCount &* Self.slabSize &- heads &+ objectBytes
  }
  /// The stretches of free memory: holes of the heap below, and free objects.
  public var holeCount: Int { backing.holeCount &+ freeObjectCount }
  /// Whether a slab or the list of the heap below was found to have been written over.
  public var isDamaged: Bool { hasDamagedSlab || backing.isDamaged }
  /// The holes of the heap below: free objects are found without a search.
  public var searchedCount: Int { backing.holeCount }
  /// Free objects are holes, too.
  public var holeReports: HoleReports {
    isDamaged ? .none : .above(used: backing.used, areHoles: true)
  }

  /// Takes an object of the layout's size off a slab, or a block from the heap below. O(1), or O(n)
  /// in the holes below for a new slab or a block.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let cache = Self.cache(for: layout) else {
      return try backing.allocate(layout, in: &memory)
    }
    if heads == 0 { try makeHeads(&memory) }
    guard heads != 0 else { return nil }
    memory.enter(.slabHeads, at: heads)
    let slab = try memory.word(at: heads &+ 8 &* cache.index)
    if slab == 0 {
      guard let new = try makeSlab(cache, &memory) else { return nil }
      return try take(from: new, cache, &memory)
    }
    return try take(from: slab, cache, &memory)
  }

  /// Puts an object back into its slab, or a block into the heap below. O(1), or O(n).
  ///
  /// An object that is not in use, or whose slab has others of another size, is refused.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let cache = Self.cache(for: layout) else {
      guard holds(layout.size, at: address) else { return .refused(.notABlock) }
      return try backing.deallocate(address, layout, in: &memory)
    }
    let slab = address.rawValue & ~(Self.slabSize &- 1)
    guard let state = try readSlab(slab, cache, &memory),
      let bit = cache.number(of: address.rawValue, in: slab)
    else { return .refused(.notABlock) }
    let object = Hole(address: address, size: cache.objectSize)
    guard try isInUse(bit, in: slab, &memory) else { return .refused(.overlapsHole(object)) }
    try setInUse(false, bit, in: slab, &memory)
    memory.enter(.slabObject, at: address.rawValue)
    try memory.set(state.firstFree, at: address.rawValue)
    memory.enter(.slab, at: slab)
    try memory.set(address.rawValue, at: slab &+ 16)
    try memory.set(cache.info(inUse: state.inUse &- 1), at: slab &+ 24)
    objectBytes &-= cache.objectSize
    freeObjectCount &+= 1
    if state.inUse == cache.capacity { try enlist(slab, cache, &memory) }
    let release = HeapRelease.freed(
      into: object, passed: 0, mergedBefore: false, mergedBehind: false
    ).told(to: &memory)
    if state.inUse == 1 { try destroy(slab, cache, &memory) }
    return release
  }

  /// Makes the heap below longer. O(n).
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    try backing.extend(by: bytes, in: &memory)
  }

  /// The bytes by which the heap has to grow to fit the layout for certain; `nil` if it cannot.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    let needed = Self.cache(for: layout) == nil ? layout : Self.slabLayout
    return HolePlacement.extensionNeeded(for: needed, minimum: LinkedListHeap.minimumSize)
      .map { $0 &+ 2 &* Self.headsLayout.size }
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 {
    Self.objectSize(for: layout) ?? backing.bytesTaken(by: layout)
  }
}
