extension FitHeap {
  /// Puts a block into the list and merges it with the holes that touch it. O(n) in the holes.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let size = LinkedListHeap.roundedSize(layout.size) else {
      return .refused(.impossibleSize)
    }
    guard holds(size, at: address) else { return .refused(.notABlock) }
    let release = try insert(address.rawValue, size, &memory)
    if case .freed = release { used &-= size }
    return release
  }

  /// Makes the heap longer by a hole at its end, which is a multiple of 8 and at least 16 bytes.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    guard bytes >= Self.minimumSize, bytes & 7 == 0 else { return .refused(.impossibleSize) }
    let release = try insert(start.rawValue &+ size, bytes, &memory)
    if case .freed = release { size &+= bytes }
    return release
  }

  private mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ blockSize: UInt64, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var before: UInt64 = 0
    var reach: UInt64 = 0
    var behind = firstHole
    var behindSize: UInt64 = 0
    var next: UInt64 = 0
    var passed = 0
    while behind != 0 {
      guard let (size, link) = try readHole(at: behind, after: reach, &memory) else {
        isDamaged = true
        return .refused(.damagedList)
      }
      behindSize = size
      next = link
      if behind >= block { break }
      before = behind
      reach = behind &+ size
      behind = link
      passed += 1
    }
    if reach > block { return .refused(.overlapsHole(.from(before, to: reach))) }
    if behind != 0, block &+ blockSize > behind {
      return .refused(.overlapsHole(.from(behind, to: behind &+ behindSize)))
    }
    memory.did(.heap(.walkHoles(passed: passed)))
    let mergesBefore = reach == block && before != 0
    let mergesBehind = behind != 0 && block &+ blockSize == behind
    let hole = mergesBefore ? before : block
    let end = block &+ blockSize &+ (mergesBehind ? behindSize : 0)
    memory.enter(.hole, at: hole)
    try memory.set(end &- hole, at: hole)
    if !mergesBefore || mergesBehind {
      try memory.set(mergesBehind ? next : behind, at: hole &+ 8)
    }
    if !mergesBefore { try link(before, to: hole, &memory) }
    holeCount += 1 - (mergesBefore ? 1 : 0) - (mergesBehind ? 1 : 0)
    return .freed(
      into: .from(hole, to: end), passed: passed, mergedBefore: mergesBefore,
      mergedBehind: mergesBehind
    ).told(to: &memory)
  }
}

extension Hole {
  /// The stretch from `start` up to `end`.
  static func from(_ start: UInt64, to end: UInt64) -> Hole {
    Hole(address: VirtualAddress(unchecked: start), size: end &- start)
  }
}
