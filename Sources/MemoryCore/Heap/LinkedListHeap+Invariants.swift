extension LinkedListHeap {
  /// The holes in the order of the list, read from memory.
  ///
  /// Stops after `limit` holes: a list that a program has overwritten may be a circle.
  public func holes<M: Memory & ~Copyable>(limit: Int, in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    var found: [Hole] = []
    var hole = firstHole
    while hole != 0, found.count < limit {
      let address = VirtualAddress(truncating: hole)
      found.append(Hole(address: address, size: try memory.load(address)))
      hole = try memory.load(VirtualAddress(truncating: hole &+ 8))
    }
    return found
  }

  /// As many holes as there are, in the order of the list.
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    try holes(limit: holeCount, in: &memory)
  }

  /// Checks the list against the statics: sorted, within the heap, neither touching nor
  /// overlapping, as many holes and as many free bytes as kept. O(n) in the holes.
  ///
  /// Frees that the original does not notice break these; a heap used rightly keeps them.
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    let list = try holes(limit: holeCount + 1, in: &memory)
    guard list.count == holeCount else { return .holeCount(kept: holeCount, found: list.count) }
    var sum: UInt64 = 0
    var reach: UInt64?
    for hole in list {
      let start = hole.address.rawValue
      let end = start &+ hole.size
      guard hole.size >= Self.minimumSize, start % 8 == 0 else { return .malformed(hole) }
      guard start >= self.start.rawValue, end <= self.end.rawValue else { return .outside(hole) }
      if let reach, start <= reach { return .touchesPrevious(hole) }
      reach = end
      sum += hole.size
    }
    guard sum == size &- used else { return .freeBytes(kept: size &- used, found: sum) }
    return nil
  }
}

/// How a list of holes contradicts its heap.
public enum HeapDefect: Equatable, Sendable {
  /// The list has more or fewer holes than counted.
  case holeCount(kept: Int, found: Int)
  /// A hole is too small or not aligned.
  case malformed(Hole)
  /// A hole is not within the heap.
  case outside(Hole)
  /// A hole starts before or where the one before it ends.
  case touchesPrevious(Hole)
  /// A hole is where its size or its address does not belong, or its links contradict others.
  case misplaced(Hole)
  /// The holes' sizes do not add up to the free bytes.
  case freeBytes(kept: UInt64, found: UInt64)
}
