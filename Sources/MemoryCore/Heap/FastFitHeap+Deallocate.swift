extension FastFitHeap {
  /// Puts a block into the tree and merges it with the holes that touch it. O(log n) expected.
  ///
  /// A block that a hole reaches into, or that is not in the heap, is refused.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let size = Self.roundedSize(layout.size) else { return .refused(.impossibleSize) }
    guard holds(size, at: address) else { return .refused(.notABlock) }
    let release = try join(address.rawValue, size, &memory)
    if case .freed = release { used &-= size }
    return release
  }

  /// Makes the heap longer by a hole at its end, which is a multiple of 8 and at least 32 bytes.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    guard bytes >= Self.minimumSize, bytes & 7 == 0 else { return .refused(.impossibleSize) }
    let end = start.rawValue &+ size
    size &+= bytes
    let release = try join(end, bytes, &memory)
    if case .refused = release { size &-= bytes }
    return release
  }

  private mutating func join<M: Memory & ~Copyable>(
    _ block: UInt64, _ blockSize: UInt64, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    let place = try neighbours(of: block, &memory)
    guard !isDamaged else { return .refused(.damagedList) }
    let reach = place.before == 0 ? 0 : place.before &+ (try self.size(of: place.before, &memory))
    guard reach <= block else { return .refused(.overlapsHole(.from(place.before, to: reach))) }
    var end = block &+ blockSize
    let mergesBehind = place.behind == end && place.behind != 0
    if place.behind != 0, end >= place.behind {
      let behindEnd = place.behind &+ (try self.size(of: place.behind, &memory))
      guard mergesBehind else {
        return .refused(.overlapsHole(.from(place.behind, to: behindEnd)))
      }
      guard behindEnd > end, behindEnd <= start.rawValue &+ size else {
        isDamaged = true
        return .refused(.damagedList)
      }
      end = behindEnd
    }
    memory.did(.heap(.walkHoles(passed: 0)))
    let mergesBefore = place.before != 0 && reach == block
    let hole = mergesBefore ? place.before : block
    switch (mergesBefore, mergesBehind) {
    case (false, false):
      try insert(block, blockSize, at: place, &memory)
    case (true, let both):
      if both { try remove(place.behind, &memory) }
      try set(end &- hole, hole, Self.size, &memory)
      try rise(hole, end &- hole, &memory)
    case (false, true):
      try move(place.behind, to: block, size: end &- block, &memory)
      try rise(block, end &- block, &memory)
    }
    return .freed(
      into: .from(hole, to: end), passed: 0, mergedBefore: mergesBefore,
      mergedBehind: mergesBehind
    ).told(to: &memory)
  }
}
