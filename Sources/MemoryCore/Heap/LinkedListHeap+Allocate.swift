extension LinkedListHeap {
  /// Takes the block off the first hole that fits. O(n) in the holes.
  ///
  /// A hole fits if what remains in front of and behind the block is nothing, or large enough to
  /// be a hole. A list that has been written over, so that it leads in a circle or astray, is
  /// noticed: the result is `nil` and `isDamaged` is true.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let wanted = Self.roundedSize(layout.size) else { return nil }
    var previous: UInt64 = 0
    var reach: UInt64 = 0
    var hole = firstHole
    var passed = 0
    while hole != 0 {
      guard passed < holeCount, hole & 7 == 0 else {
        isDamaged = true
        return nil
      }
      let size = try Self.load(hole, &memory)
      let next = try Self.load(hole &+ 8, &memory)
      if size >= wanted, let block = Self.fit(wanted, layout.alignment, hole, size) {
        let found = HeapAllocation(
          address: VirtualAddress(unchecked: block), size: wanted, passed: passed,
          source: Hole(address: VirtualAddress(unchecked: hole), size: size))
        try take(found, after: previous, endingAt: reach, next: next, &memory)
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

  /// Takes the block out of its hole; the holes before that end at `reach` or below.
  ///
  /// Not inlined: the loop that looks for the hole would run out of registers.
  @inline(never)
  private mutating func take<M: Memory & ~Copyable>(
    _ block: HeapAllocation, after previous: UInt64, endingAt reach: UInt64, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let hole = block.source.address.rawValue
    // Holes that touch or overlap come only from frees that the original does not notice.
    if reach < hole && (next == 0 || hole &+ block.source.size < next) {
      try cut(block, after: previous, next: next, &memory)
    } else {
      try cutAmongOddHoles(block, after: previous, next: next, &memory)
    }
  }

  /// Takes the block out of a hole that touches no other: what remains takes the hole's place.
  private mutating func cut<M: Memory & ~Copyable>(
    _ block: HeapAllocation, after previous: UInt64, next: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let hole = block.source.address.rawValue
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
  ///
  /// Where another hole reaches into what remains, the original panics. Here that rest is left
  /// to the other hole; `checkInvariants` has named the overlap before and still does.
  private mutating func cutAmongOddHoles<M: Memory & ~Copyable>(
    _ block: HeapAllocation, after previous: UInt64, next: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try link(previous, to: next, &memory)
    holeCount &-= 1
    let hole = block.source.address.rawValue
    let behind = block.address.rawValue &+ block.size
    for (rest, size) in [(hole, block.frontPadding), (behind, block.backPadding)] where size > 0 {
      _ = try insert(rest, size, &memory)
    }
  }
}
