extension LinkedListHeap {
  /// Takes the block off the first hole that fits. O(n) in the holes.
  ///
  /// A hole fits if what remains in front of and behind the block is nothing, or large enough to
  /// be a hole.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let wanted = Self.roundedSize(layout.size) else { return nil }
    var previous: UInt64 = 0
    var reach: UInt64 = 0
    var hole = firstHole
    var passed = 0
    while hole != 0 {
      let size = try Self.load(hole, &memory)
      let next = try Self.load(hole &+ 8, &memory)
      if size >= wanted, let block = Self.fit(wanted, layout.alignment, hole, size) {
        let found = HeapAllocation(
          address: VirtualAddress(unchecked: block), size: wanted, passed: passed,
          source: Hole(address: VirtualAddress(unchecked: hole), size: size),
          frontPadding: block &- hole, backPadding: hole &+ size &- block &- wanted)
        // Holes that touch or overlap come only from frees that the original does not notice.
        if (passed == 0 || reach < hole) && (next == 0 || hole &+ size < next) {
          try cut(found, from: hole, after: previous, next: next, &memory)
        } else {
          try cutAmongOddHoles(found, from: hole, after: previous, next: next, &memory)
        }
        used &+= wanted
        return found
      }
      reach = max(reach, hole &+ size)
      previous = hole
      hole = next
      passed &+= 1
    }
    return nil
  }

  /// Where in a hole the block goes, or `nil` if it does not fit.
  private static func fit(
    _ wanted: UInt64, _ alignment: UInt64, _ hole: UInt64, _ size: UInt64
  ) -> UInt64? {
    var block = hole
    if hole & (alignment &- 1) != 0 {
      let (least, overflow) = (hole &+ minimumSize).addingReportingOverflow(alignment &- 1)
      guard !overflow else { return nil }
      block = least & ~(alignment &- 1)
      let (end, tooFar) = block.addingReportingOverflow(wanted)
      guard !tooFar, end <= hole &+ size else { return nil }
    }
    let rest = hole &+ size &- block &- wanted
    return rest == 0 || rest >= minimumSize ? block : nil
  }

  /// Takes the block out of a hole that touches no other: what remains takes the hole's place.
  private mutating func cut<M: Memory & ~Copyable>(
    _ block: HeapAllocation, from hole: UInt64, after previous: UInt64, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let behind = block.address.rawValue &+ block.size
    switch (block.frontPadding > 0, block.backPadding > 0) {
    case (false, false):
      try link(previous, to: next, &memory)
      holeCount &-= 1
    case (false, true):
      try Self.writeHeader(at: behind, size: block.backPadding, next: next, &memory)
      try link(previous, to: behind, &memory)
    case (true, false):
      try memory.store(block.frontPadding, at: VirtualAddress(unchecked: hole))
    case (true, true):
      try Self.writeHeader(at: behind, size: block.backPadding, next: next, &memory)
      try Self.writeHeader(at: hole, size: block.frontPadding, next: behind, &memory)
      holeCount &+= 1
    }
  }

  /// As the original does it in all cases: unlinks the hole, then frees what remains of it.
  private mutating func cutAmongOddHoles<M: Memory & ~Copyable>(
    _ block: HeapAllocation, from hole: UInt64, after previous: UInt64, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try link(previous, to: next, &memory)
    holeCount &-= 1
    let behind = block.address.rawValue &+ block.size
    for (rest, size) in [(hole, block.frontPadding), (behind, block.backPadding)] where size > 0 {
      if case .refused = try insert(rest, size, &memory) {
        preconditionFailure("holes overlap: the heap was given a block that was not its own")
      }
    }
  }
}
