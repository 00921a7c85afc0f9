extension LinkedListHeap {
  /// Takes the block off the first hole that fits. O(n) in the holes.
  ///
  /// A hole fits if what remains in front of and behind the block is nothing, or large enough to
  /// be a hole. A list that has been written over, so that it leads in a circle or astray, is
  /// noticed: the result is `nil` and `isDamaged` is true.
  @inline(__always)
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
      let (size, next) = try Self.readHeader(at: hole, &memory)
      if size >= wanted, let block = Self.fit(wanted, layout.alignment, hole, size) {
        let found = HeapAllocation(
          address: VirtualAddress(unchecked: block), size: wanted, passed: passed,
          source: Hole(address: VirtualAddress(unchecked: hole), size: size))
        found.tellSearch(&memory)
        try take(found, after: previous, endingAt: reach, next: next, &memory)
        found.tellCut(&memory)
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
  @inline(__always)
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
  @inline(__always)
  private mutating func take<M: Memory & ~Copyable>(
    _ block: HeapAllocation, after previous: UInt64, endingAt reach: UInt64, next: UInt64,
    _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let hole = block.source.address.rawValue
    let front = (start: hole, size: block.frontPadding)
    let back = (start: block.address.rawValue &+ block.size, size: block.backPadding)
    // Holes that touch or overlap come only from frees that the original does not notice.
    if reach < hole && (next == 0 || hole &+ block.source.size < next) {
      try cut(hole, leaving: front.size, back, after: previous, next: next, &memory)
    } else {
      try cutAmongOddHoles(front, back, after: previous, next: next, &memory)
    }
  }

  /// Cuts a hole that touches no other: what remains of it takes its place.
  @inline(__always)
  private mutating func cut<M: Memory & ~Copyable>(
    _ hole: UInt64, leaving front: UInt64, _ back: (start: UInt64, size: UInt64),
    after previous: UInt64, next: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    switch (front > 0, back.size > 0) {
    case (false, false):
      try link(previous, to: next, &memory)
      holeCount &-= 1
    case (false, true):
      try Self.writeHeader(at: back.start, size: back.size, next: next, &memory)
      try link(previous, to: back.start, &memory)
    case (true, false):
      memory.enter(.hole, at: hole)
      try memory.store(front, at: VirtualAddress(unchecked: hole))
    case (true, true):
      try Self.writeHeader(at: back.start, size: back.size, next: next, &memory)
      try Self.writeHeader(at: hole, size: front, next: back.start, &memory)
      holeCount &+= 1
    }
  }

  /// As the original does it in all cases: unlinks the hole, then frees what remains of it.
  ///
  /// Where another hole reaches into what remains, the original panics. Here that rest is left
  /// to the other hole; `checkInvariants` has named the overlap before and still does.
  @inline(never)
  private mutating func cutAmongOddHoles<M: Memory & ~Copyable>(
    _ front: (start: UInt64, size: UInt64), _ back: (start: UInt64, size: UInt64),
    after previous: UInt64, next: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try link(previous, to: next, &memory)
    holeCount &-= 1
    if front.size > 0 { _ = try insert(front.start, front.size, &memory) }
    if back.size > 0 { _ = try insert(back.start, back.size, &memory) }
  }
}
