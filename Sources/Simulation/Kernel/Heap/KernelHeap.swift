public import MemoryCore

/// The kernel's heap, by any of the policies.
public enum KernelHeap: HeapAllocator, Equatable, Sendable {
  /// First fit over a list of holes.
  case linkedList(LinkedListHeap)
  /// A pointer that only rises.
  case bump(BumpHeap)
  /// Lists of blocks of nine sizes.
  case fixedBlock(FixedBlockHeap)
  /// Next, best or worst fit over a list of holes.
  case fit(FitHeap)
  /// First fit over a tree of holes.
  case fastFit(FastFitHeap)
  /// Blocks of powers of two.
  case buddy(BuddyHeap)
  /// Lists of free blocks by two levels of size classes.
  case tlsf(TLSFHeap)
  /// Pages of objects of eight sizes.
  case slab(SlabHeap)

  /// Creates a heap in memory that is mapped.
  public init<M: Memory & ~Copyable>(
    _ policy: HeapPolicy, start: VirtualAddress, size: UInt64, in memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    switch policy {
    case .linkedList:
      self = .linkedList(try LinkedListHeap(start: start, size: size, in: &memory))
    case .bump:
      self = .bump(BumpHeap(start: start, size: size))
    case .fixedBlock:
      self = .fixedBlock(try FixedBlockHeap(start: start, size: size, in: &memory))
    case .nextFit:
      self = .fit(try FitHeap(.next, start: start, size: size, in: &memory))
    case .bestFit:
      self = .fit(try FitHeap(.best, start: start, size: size, in: &memory))
    case .worstFit:
      self = .fit(try FitHeap(.worst, start: start, size: size, in: &memory))
    case .fastFit:
      self = .fastFit(try FastFitHeap(start: start, size: size, in: &memory))
    case .buddy:
      self = .buddy(try BuddyHeap(start: start, size: size, in: &memory))
    case .tlsf:
      self = .tlsf(try TLSFHeap(start: start, size: size, in: &memory))
    case .slab:
      self = .slab(try SlabHeap(start: start, size: size, in: &memory))
    }
  }

  /// The lowest address.
  public var start: VirtualAddress {
    switch self {
    case .linkedList(let heap): heap.start
    case .bump(let heap): heap.start
    case .fixedBlock(let heap): heap.start
    case .fit(let heap): heap.start
    case .fastFit(let heap): heap.start
    case .buddy(let heap): heap.start
    case .tlsf(let heap): heap.start
    case .slab(let heap): heap.start
    }
  }

  /// The size in bytes.
  public var size: UInt64 {
    switch self {
    case .linkedList(let heap): heap.size
    case .bump(let heap): heap.size
    case .fixedBlock(let heap): heap.size
    case .fit(let heap): heap.size
    case .fastFit(let heap): heap.size
    case .buddy(let heap): heap.size
    case .tlsf(let heap): heap.size
    case .slab(let heap): heap.size
    }
  }

  /// The bytes in blocks.
  public var used: UInt64 {
    switch self {
    case .linkedList(let heap): heap.used
    case .bump(let heap): heap.used
    case .fixedBlock(let heap): heap.used
    case .fit(let heap): heap.used
    case .fastFit(let heap): heap.used
    case .buddy(let heap): heap.used
    case .tlsf(let heap): heap.used
    case .slab(let heap): heap.used
    }
  }

  /// The number of stretches of free memory that the policy keeps count of.
  public var holeCount: Int {
    switch self {
    case .linkedList(let heap): heap.holeCount
    case .bump(let heap): heap.used < heap.size ? 1 : 0
    case .fixedBlock(let heap): heap.fallback.holeCount
    case .fit(let heap): heap.holeCount
    case .fastFit(let heap): heap.holeCount
    case .buddy(let heap): heap.holeCount
    case .tlsf(let heap): heap.holeCount
    case .slab(let heap): heap.backing.holeCount
    }
  }

  /// Whether the list of holes was found to lead nowhere.
  public var isDamaged: Bool {
    switch self {
    case .linkedList(let heap): heap.isDamaged
    case .bump: false
    case .fixedBlock(let heap): heap.fallback.isDamaged
    case .fit(let heap): heap.isDamaged
    case .fastFit(let heap): heap.isDamaged
    case .buddy(let heap): heap.isDamaged
    case .tlsf(let heap): heap.isDamaged
    case .slab(let heap): heap.isDamaged
    }
  }

  /// Allocates by the policy.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    switch consume self {
    case .linkedList(var heap):
      defer { self = .linkedList(heap) }
      return try heap.allocate(layout, in: &memory)
    case .bump(var heap):
      defer { self = .bump(heap) }
      return try heap.allocate(layout, in: &memory)
    case .fixedBlock(var heap):
      defer { self = .fixedBlock(heap) }
      return try heap.allocate(layout, in: &memory)
    case .fit(var heap):
      defer { self = .fit(heap) }
      return try heap.allocate(layout, in: &memory)
    case .fastFit(var heap):
      defer { self = .fastFit(heap) }
      return try heap.allocate(layout, in: &memory)
    case .buddy(var heap):
      defer { self = .buddy(heap) }
      return try heap.allocate(layout, in: &memory)
    case .tlsf(var heap):
      defer { self = .tlsf(heap) }
      return try heap.allocate(layout, in: &memory)
    case .slab(var heap):
      defer { self = .slab(heap) }
      return try heap.allocate(layout, in: &memory)
    }
  }

  /// Frees by the policy.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    switch consume self {
    case .linkedList(var heap):
      defer { self = .linkedList(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .bump(var heap):
      defer { self = .bump(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .fixedBlock(var heap):
      defer { self = .fixedBlock(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .fit(var heap):
      defer { self = .fit(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .fastFit(var heap):
      defer { self = .fastFit(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .buddy(var heap):
      defer { self = .buddy(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .tlsf(var heap):
      defer { self = .tlsf(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    case .slab(var heap):
      defer { self = .slab(heap) }
      return try heap.deallocate(address, layout, in: &memory)
    }
  }

  /// Makes the heap longer.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    switch consume self {
    case .linkedList(var heap):
      defer { self = .linkedList(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .bump(var heap):
      defer { self = .bump(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .fixedBlock(var heap):
      defer { self = .fixedBlock(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .fit(var heap):
      defer { self = .fit(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .fastFit(var heap):
      defer { self = .fastFit(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .buddy(var heap):
      defer { self = .buddy(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .tlsf(var heap):
      defer { self = .tlsf(heap) }
      return try heap.extend(by: bytes, in: &memory)
    case .slab(var heap):
      defer { self = .slab(heap) }
      return try heap.extend(by: bytes, in: &memory)
    }
  }
}
