extension FastFitHeap {
  /// The holes in the order of their addresses, read from memory.
  ///
  /// Stops where a link leads out of the heap or not onwards: a tree that a program has overwritten
  /// may be a circle.
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    var found: [Hole] = []
    // The holes whose right part is still to come; from the first to the last ever lower ones.
    var open: [UInt64] = []
    var hole = root
    var reach: UInt64 = 0
    while true {
      while hole != 0, isPlace(hole), hole >= reach, hole < open.last ?? .max {
        open.append(hole)
        hole = try memory.word(at: hole &+ Self.left)
      }
      guard let next = open.popLast(), next >= reach else { break }
      let size = try memory.word(at: next)
      found.append(.from(next, to: next &+ size))
      reach = next &+ 1
      hole = try memory.word(at: next &+ Self.right)
    }
    return found
  }

  /// Checks the tree against the statics: holes sorted, within the heap, neither touching nor
  /// overlapping, none larger than the one above it, links in both directions, as many holes and
  /// as many free bytes as kept. O(n) in the holes.
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    let list = try holes(in: &memory)
    guard list.count == holeCount else { return .holeCount(kept: holeCount, found: list.count) }
    var reach: UInt64 = 0
    var sum: UInt64 = 0
    for hole in list {
      let address = hole.address.rawValue
      guard hole.size >= Self.minimumSize, hole.size & 7 == 0 else { return .malformed(hole) }
      guard hole.size <= end.rawValue &- address else { return .outside(hole) }
      guard address > reach else { return .touchesPrevious(hole) }
      guard try hangsRightly(address, hole.size, &memory) else { return .misplaced(hole) }
      reach = address &+ hole.size
      sum &+= hole.size
    }
    guard sum == size &- used else { return .freeBytes(kept: size &- used, found: sum) }
    return nil
  }

  private func hangsRightly<M: Memory & ~Copyable>(
    _ hole: UInt64, _ size: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Bool where M.Address == VirtualAddress {
    let above = try memory.word(at: hole &+ Self.above)
    guard above != 0 else { return hole == root }
    guard isPlace(above), try memory.word(at: above) >= size else { return false }
    return try memory.word(at: above &+ (hole < above ? Self.left : Self.right)) == hole
  }
}
