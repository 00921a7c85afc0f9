extension FitHeap {
  /// The holes in the order of their addresses, read from memory; stops at a hole that cannot be
  /// one.
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    var found: [Hole] = []
    var hole = firstHole
    var reach: UInt64 = 0
    while hole != 0, let (size, next) = try readHole(at: hole, after: reach, &memory) {
      reach = hole &+ size
      found.append(.from(hole, to: reach))
      hole = next
    }
    return found
  }

  /// Checks the list against the statics: sorted, within the heap, neither touching nor
  /// overlapping, as many holes and as many free bytes as kept. O(n) in the holes.
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    let list = try holes(in: &memory)
    guard list.count == holeCount else { return .holeCount(kept: holeCount, found: list.count) }
    let sum = list.reduce(0) { $0 &+ $1.size }
    guard sum == size &- used else { return .freeBytes(kept: size &- used, found: sum) }
    return nil
  }
}
