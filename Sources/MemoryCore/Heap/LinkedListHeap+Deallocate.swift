extension LinkedListHeap {
  /// Puts a block into the list and merges it with the holes that touch it. O(n) in the holes.
  ///
  /// As the original, it notices a wrong block only by a hole before it that reaches into it.
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
  mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ blockSize: UInt64, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var hole: UInt64 = 0
    var holeSize: UInt64 = 0
    var next = firstHole
    var passed = 0
    while next != 0, next <= block, hole &+ holeSize < block || hole == 0 {
      guard passed < holeCount, next & 7 == 0 else { return .refused(.damagedList) }
      hole = next
      holeSize = try Self.load(hole, &memory)
      next = try Self.load(hole &+ 8, &memory)
      passed &+= 1
    }
    guard hole &+ holeSize <= block else {
      let hit = Hole(address: VirtualAddress(unchecked: hole), size: holeSize)
      return .refused(.overlapsHole(hit))
    }
    let touchesBefore = hole != 0 && hole &+ holeSize == block
    var size = blockSize
    var mergedBehind = false
    var holes = holeCount
    while next != 0, block &+ size == next, !(touchesBefore && mergedBehind) {
      guard next & 7 == 0 else { return .refused(.damagedList) }
      size &+= try Self.load(next, &memory)
      next = try Self.load(next &+ 8, &memory)
      holes &-= 1
      mergedBehind = true
    }
    var result = Hole(address: VirtualAddress(unchecked: block), size: size)
    if touchesBefore {
      result = Hole(address: VirtualAddress(unchecked: hole), size: holeSize &+ size)
      try memory.store(result.size, at: result.address)
      if mergedBehind { try link(hole, to: next, &memory) }
      holeCount = holes
    } else {
      try Self.writeHeader(at: block, size: size, next: next, &memory)
      try link(hole, to: block, &memory)
      holeCount = holes &+ 1
    }
    return .freed(
      into: result, passed: passed, mergedBefore: touchesBefore, mergedBehind: mergedBehind)
  }
}
