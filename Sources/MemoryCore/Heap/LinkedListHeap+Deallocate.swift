extension LinkedListHeap {
  /// Puts a block into the list and merges it with the holes that touch it. O(n) in the holes.
  ///
  /// As the original, it notices a wrong block only by a hole before it that reaches into it.
  @inline(__always)
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let size = Self.roundedSize(layout.size) else { return .refused(.impossibleSize) }
    let release = try insert(address.rawValue, size, &memory)
    if case .freed = release { used &-= size }
    return release
  }

  /// Makes the heap longer by a hole at its end.
  ///
  /// As in the original, the hole is at least 16 bytes and a multiple of 8, while the heap's size
  /// and use change by `bytes` and nothing: a hole may then reach beyond the end.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    guard let rounded = Self.roundedSize(bytes) else { return .refused(.impossibleSize) }
    let release = try insert(start.rawValue &+ size, rounded, &memory)
    if case .freed = release { size &+= bytes }
    return release
  }

  /// Walks to the last hole that starts at or before the block and joins the block to the list.
  @inline(__always)
  mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ blockSize: UInt64, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var hole: UInt64 = 0
    var holeSize: UInt64 = 0
    var next = firstHole
    var passed = 0
    if Self.isHole(next, atOrBefore: block) {
      repeat {
        guard passed < holeCount, next & 7 == 0 else { return .refused(.damagedList) }
        hole = next
        (holeSize, next) = try Self.readHeader(at: hole, &memory)
        passed &+= 1
      } while hole &+ holeSize < block && Self.isHole(next, atOrBefore: block)
    }
    guard hole &+ holeSize <= block else {
      let hit = Hole(address: VirtualAddress(unchecked: hole), size: holeSize)
      return .refused(.overlapsHole(hit))
    }
    memory.did(.heap(.walkHoles(passed: passed)))
    if hole != 0, hole &+ holeSize == block {
      return try lengthen(hole, holeSize, by: blockSize, passed, next: next, &memory)
        .told(to: &memory)
    }
    return try link(block, blockSize, after: hole, passed, next: next, &memory)
      .told(to: &memory)
  }

  /// Whether `hole` is one, as 0 is not, and not behind the block.
  @inline(__always)
  private static func isHole(_ hole: UInt64, atOrBefore block: UInt64) -> Bool {
    hole &- 1 < block
  }

  /// Adds a block to the hole that ends where it starts, and joins both with the next hole if
  /// that starts where the block ends.
  @inline(__always)
  private mutating func lengthen<M: Memory & ~Copyable>(
    _ hole: UInt64, _ holeSize: UInt64, by blockSize: UInt64, _ passed: Int, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var size = holeSize &+ blockSize
    let mergesBehind = next != 0 && hole &+ size == next
    if mergesBehind {
      guard next & 7 == 0 else { return .refused(.damagedList) }
      let (nextSize, afterNext) = try Self.readHeader(at: next, &memory)
      size &+= nextSize
      try Self.writeHeader(at: hole, size: size, next: afterNext, &memory)
      holeCount &-= 1
    } else {
      memory.enter(.hole, at: hole)
      try memory.store(size, at: VirtualAddress(unchecked: hole))
    }
    return .freed(
      into: Hole(address: VirtualAddress(unchecked: hole), size: size), passed: passed,
      mergedBefore: true, mergedBehind: mergesBehind)
  }

  /// Makes a hole of a block, with all holes that follow without a gap, and links it in.
  @inline(__always)
  private mutating func link<M: Memory & ~Copyable>(
    _ block: UInt64, _ blockSize: UInt64, after hole: UInt64, _ passed: Int, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var (size, next) = (blockSize, next)
    var holes = holeCount &+ 1
    while next != 0, block &+ size == next {
      guard next & 7 == 0 else { return .refused(.damagedList) }
      let (nextSize, afterNext) = try Self.readHeader(at: next, &memory)
      size &+= nextSize
      next = afterNext
      holes &-= 1
    }
    try Self.writeHeader(at: block, size: size, next: next, &memory)
    try link(hole, to: block, &memory)
    let mergedBehind = holes <= holeCount
    holeCount = holes
    return .freed(
      into: Hole(address: VirtualAddress(unchecked: block), size: size), passed: passed,
      mergedBefore: false, mergedBehind: mergedBehind)
  }
}
