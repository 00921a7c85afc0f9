public import MemoryCore

/// The kernel's heap, by any of the policies.
public enum KernelHeap: HeapAllocator, Equatable, Sendable {
  /// First fit over a list of holes.
  case linkedList(LinkedListHeap)
  /// A pointer that only rises.
  case bump(BumpHeap)
  /// Lists of blocks of nine sizes.
  case fixedBlock(FixedBlockHeap)

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
    }
  }

  /// The lowest address.
  public var start: VirtualAddress {
    switch self {
    case .linkedList(let heap): heap.start
    case .bump(let heap): heap.start
    case .fixedBlock(let heap): heap.start
    }
  }

  /// The size in bytes.
  public var size: UInt64 {
    switch self {
    case .linkedList(let heap): heap.size
    case .bump(let heap): heap.size
    case .fixedBlock(let heap): heap.size
    }
  }

  /// The bytes in blocks.
  public var used: UInt64 {
    switch self {
    case .linkedList(let heap): heap.used
    case .bump(let heap): heap.used
    case .fixedBlock(let heap): heap.used
    }
  }

  /// The number of stretches of free memory that the policy keeps count of.
  public var holeCount: Int {
    switch self {
    case .linkedList(let heap): heap.holeCount
    case .bump(let heap): heap.used < heap.size ? 1 : 0
    case .fixedBlock(let heap): heap.fallback.holeCount
    }
  }

  /// Whether the list of holes was found to lead nowhere.
  public var isDamaged: Bool {
    switch self {
    case .linkedList(let heap): heap.isDamaged
    case .bump: false
    case .fixedBlock(let heap): heap.fallback.isDamaged
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
    }
  }
}
