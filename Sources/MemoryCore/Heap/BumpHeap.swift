/// The simplest heap: hands out memory from the bottom up and starts again at the bottom when the
/// last block has been given back (blog_os, "Allocator Designs").
public struct BumpHeap: HeapAllocator, Equatable, Sendable {
  /// The lowest address of the heap.
  public let start: VirtualAddress
  /// The heap's size in bytes.
  public private(set) var size: UInt64
  /// How many blocks are out.
  public private(set) var allocations: UInt64 = 0

  /// The address that the next block starts at, before its alignment.
  public private(set) var next: VirtualAddress

  /// An empty heap; nothing is written to memory.
  public init(start: VirtualAddress, size: UInt64) {
    self.start = start
    self.size = size
    next = start
  }

  /// The bytes below `next`: also those of blocks that have been given back.
  public var used: UInt64 { next - start }
  /// One, the memory from `next` on, or none.
  public var holeCount: Int { used < size ? 1 : 0 }
  /// Never: nothing lies in memory.
  public var isDamaged: Bool { false }
  /// None are named: the one hole is known without.
  public var holeReports: HoleReports { .none }

  /// Takes the block above the last one. O(1).
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    let bottom = next.rawValue
    let (least, overflow) = bottom.addingReportingOverflow(layout.alignment - 1)
    guard !overflow else { return nil }
    let block = least & ~(layout.alignment - 1)
    let (top, tooFar) = block.addingReportingOverflow(layout.size)
    guard !tooFar, top <= end.rawValue else { return nil }
    let source = Hole(address: next, size: end - next)
    memory.did(.heap(.movePointer(bytes: top &- next.rawValue)))
    next = VirtualAddress(unchecked: top)
    allocations += 1
    return HeapAllocation(
      address: VirtualAddress(unchecked: block), size: layout.size, passed: 0, source: source)
  }

  /// Counts the block; the last one to come back empties the heap. O(1).
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard allocations > 0, address >= start, address <= next else {
      return .refused(.overlapsHole(Hole(address: next, size: end - next)))
    }
    allocations -= 1
    if allocations == 0 { next = start }
    memory.did(.heap(.countRelease(isLast: allocations == 0)))
    return .freed(
      into: Hole(address: next, size: end - next), passed: 0, mergedBefore: false,
      mergedBehind: allocations == 0)
  }

  /// Makes the heap longer. O(1).
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    size += bytes
    return .freed(
      into: Hole(address: next, size: end - next), passed: 0, mergedBefore: true,
      mergedBehind: false)
  }

  /// See `HeapAllocator`.
  public func extensionNeeded(for layout: Layout) -> UInt64? {
    HolePlacement.pagedExtensionNeeded(for: layout, isPlaced: false)
  }

  /// What was asked for.
  public func bytesTaken(by layout: Layout) -> UInt64 { layout.size }

  /// The memory from `next` on; nothing is read. O(1).
  public func holes<M: Memory & ~Copyable>(in memory: inout M) throws(M.Fault) -> [Hole]
  where M.Address == VirtualAddress {
    used < size ? [Hole(address: next, size: size - used)] : []
  }
}
