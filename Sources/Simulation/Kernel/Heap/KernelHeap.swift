public import MemoryCore

/// The heap allocators by their names in scripts.
public enum HeapPolicy: String, CaseIterable, Sendable {
  /// First fit over a list of holes.
  case linkedList = "linked-list"
  /// A pointer that only rises.
  case bump
  /// Lists of blocks of nine sizes.
  case fixedBlock = "fixed-block"
  /// The list of holes, searched from the last block on.
  case nextFit = "next-fit"
  /// The list of holes, of which the smallest that fits is taken.
  case bestFit = "best-fit"
  /// The list of holes, of which the largest is taken.
  case worstFit = "worst-fit"
  /// First fit over a tree of holes.
  case fastFit = "fast-fit"
  /// Blocks of powers of two that are split in halves.
  case buddy
  /// Lists of free blocks by two levels of size classes.
  case tlsf
  /// Pages of objects of eight sizes.
  case slab
}

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

  /// What the heap's statics say. O(1): nothing is read from RAM.
  @inline(__always)
  var totals: HeapTotals {
    switch self {
    case .linkedList(let heap): HeapTotals(of: heap)
    case .bump(let heap): HeapTotals(of: heap)
    case .fixedBlock(let heap): HeapTotals(of: heap)
    case .fit(let heap): HeapTotals(of: heap)
    case .fastFit(let heap): HeapTotals(of: heap)
    case .buddy(let heap): HeapTotals(of: heap)
    case .tlsf(let heap): HeapTotals(of: heap)
    case .slab(let heap): HeapTotals(of: heap)
    }
  }

  /// The heap itself, for what need not be fast.
  private var allocator: any HeapAllocator {
    switch self {
    case .linkedList(let heap): heap
    case .bump(let heap): heap
    case .fixedBlock(let heap): heap
    case .fit(let heap): heap
    case .fastFit(let heap): heap
    case .buddy(let heap): heap
    case .tlsf(let heap): heap
    case .slab(let heap): heap
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
  /// See `HeapAllocator`.
  public func holes<M: Memory & ~Copyable>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress {
    switch self {
    case .linkedList(let heap): try heap.holes(in: &memory)
    case .bump(let heap): try heap.holes(in: &memory)
    case .fixedBlock(let heap): try heap.holes(in: &memory)
    case .fit(let heap): try heap.holes(in: &memory)
    case .fastFit(let heap): try heap.holes(in: &memory)
    case .buddy(let heap): try heap.holes(in: &memory)
    case .tlsf(let heap): try heap.holes(in: &memory)
    case .slab(let heap): try heap.holes(in: &memory)
    }
  }
}

extension KernelHeap {
  /// See `HeapAllocator`.
  public var start: VirtualAddress { totals.start }
  /// See `HeapAllocator`.
  public var size: UInt64 { totals.size }
  /// See `HeapAllocator`.
  public var used: UInt64 { totals.used }
  /// See `HeapAllocator`.
  public var holeCount: Int { totals.holes }
  /// See `HeapAllocator`.
  public var isDamaged: Bool { totals.isDamaged }
  /// See `HeapAllocator`.
  public var holeReports: HoleReports { totals.reports }
  /// See `HeapAllocator`.
  public var searchedCount: Int { allocator.searchedCount }

  /// See `HeapAllocator`.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    allocator.extensionNeeded(for: layout)
  }

  /// See `HeapAllocator`.
  public func bytesTaken(by layout: Layout) -> UInt64 { allocator.bytesTaken(by: layout) }
}
