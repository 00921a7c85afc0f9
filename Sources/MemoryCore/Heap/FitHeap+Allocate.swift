extension FitHeap {
  /// Takes the block off the hole that the strategy chooses. O(n) in the holes.
  ///
  /// `passed` counts the other holes looked at: all of them by best and worst fit, which have to
  /// compare. A list that has been written over is noticed: the result is `nil` and `isDamaged`
  /// is true.
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let wanted = LinkedListHeap.roundedSize(layout.size),
      let choice = try choose(wanted, layout.alignment, &memory)
    else { return nil }
    let found = HeapAllocation(
      address: VirtualAddress(unchecked: choice.block), size: wanted, passed: choice.passed,
      source: Hole(address: VirtualAddress(unchecked: choice.hole), size: choice.size))
    found.tellSearch(&memory)
    try cut(found, choice, &memory)
    found.tellCut(&memory)
    used &+= wanted
    rover = VirtualAddress(unchecked: choice.block &+ wanted)
    return found
  }

  /// A hole that fits, and its neighbours in the list.
  private struct Choice {
    let previous: UInt64
    let hole: UInt64
    let size: UInt64
    let next: UInt64
    let block: UInt64
    var passed: Int
  }

  private mutating func choose<M: Memory & ~Copyable>(
    _ wanted: UInt64, _ alignment: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Choice? where M.Address == VirtualAddress {
    var chosen: Choice?
    var previous: UInt64 = 0
    var reach: UInt64 = 0
    var hole = firstHole
    var looked = 0
    var belowRover = 0
    while hole != 0 {
      guard let (size, next) = try readHole(at: hole, after: reach, &memory) else {
        isDamaged = true
        return nil
      }
      if hole < rover.rawValue { belowRover += 1 }
      if let block = HolePlacement.block(
        of: wanted, alignment: alignment, in: hole, size: size, minimum: Self.minimumSize)
      {
        let choice = Choice(
          previous: previous, hole: hole, size: size, next: next, block: block, passed: looked)
        if strategy == .next, hole >= rover.rawValue {
          return passing(looked - belowRover, choice)
        }
        if prefers(choice, to: chosen) { chosen = choice }
      }
      looked += 1
      previous = hole
      reach = hole &+ size
      hole = next
    }
    guard let chosen else { return nil }
    // By next fit the holes from the rover on came first.
    return passing(
      strategy == .next ? looked - belowRover + chosen.passed : looked - 1, chosen)
  }

  private func passing(_ passed: Int, _ choice: Choice) -> Choice {
    var choice = choice
    choice.passed = passed
    return choice
  }

  /// Whether a hole is to be taken rather than one at a lower address.
  private func prefers(_ choice: Choice, to other: Choice?) -> Bool {
    guard let other else { return true }
    switch strategy {
    case .next: return false
    case .best: return choice.size < other.size
    case .worst: return choice.size > other.size
    }
  }

  /// Takes the block out of its hole: what remains takes the hole's place in the list.
  private mutating func cut<M: Memory & ~Copyable>(
    _ block: HeapAllocation, _ choice: Choice, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    var next = choice.next
    if block.backPadding > 0 {
      let rest = choice.block &+ block.size
      memory.enter(.hole, at: rest)
      try memory.set(block.backPadding, at: rest)
      try memory.set(next, at: rest &+ 8)
      next = rest
      holeCount += 1
    }
    if block.frontPadding > 0 {
      memory.enter(.hole, at: choice.hole)
      try memory.set(block.frontPadding, at: choice.hole)
      try link(choice.hole, to: next, &memory)
    } else {
      try link(choice.previous, to: next, &memory)
      holeCount -= 1
    }
  }
}
