extension BuddyHeap {
  /// Takes the first free block of the smallest order that has one, and splits it down to the
  /// order of the layout; the lower halves are kept. O(log n).
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let order = Self.order(for: layout) else { return nil }
    let orders = filledOrders & (.max << order)
    guard orders != 0 else { return nil }
    var found = UInt64(orders.trailingZeroBitCount)
    let block = try head(of: found, &memory)
    guard isPlace(block, found), try mark(of: block, &memory) == Self.freeMark | found,
      try unlink(block, found, &memory)
    else {
      isDamaged = true
      return nil
    }
    let source = Hole(address: VirtualAddress(unchecked: block), size: 1 << found)
    memory.did(.heap(.walkHoles(passed: 0)))
    while found > order {
      found &-= 1
      let whole = Hole(address: source.address, size: 2 << found)
      memory.did(.heap(.splitHole(whole, front: 0, back: 1 << found)))
      try insert(block &+ 1 << found, found, &memory)
      memory.did(.heap(.writeHeaders(1)))
    }
    try setMark(Self.usedMark | order, of: block, &memory)
    memory.did(.heap(.takeHole(Hole(address: source.address, size: 1 << order))))
    used &+= 1 << order
    return HeapAllocation(
      address: VirtualAddress(unchecked: block), size: 1 << order, passed: 0, source: source)
  }

  /// Frees a block and merges it with its buddy as long as that is free. O(log n).
  ///
  /// Only a block that was allocated with a layout of the same order is accepted: the table knows.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let order = Self.order(for: layout) else { return .refused(.impossibleSize) }
    let block = address.rawValue
    guard heads != 0, isPlace(block, order) else { return .refused(.notABlock) }
    let mark = try mark(of: block, &memory)
    guard mark & Self.freeMark == 0 else {
      return .refused(.overlapsHole(Hole(address: address, size: 1 << (mark & 63))))
    }
    guard mark == Self.usedMark | order else { return .refused(.notABlock) }
    try setMark(0, of: block, &memory)
    let (merged, mergedOrder) = try merge(block, order, &memory)
    used &-= 1 << order
    return .freed(
      into: Hole(address: VirtualAddress(unchecked: merged), size: 1 << mergedOrder), passed: 0,
      mergedBefore: merged < block, mergedBehind: merged &+ 1 << mergedOrder > block &+ 1 << order
    ).told(to: &memory)
  }

  /// Frees a stretch as the largest blocks that it can be divided into. Returns whether the first
  /// one was merged with one before it.
  mutating func release<M: Memory & ~Copyable>(
    from first: UInt64, to end: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Bool where M.Address == VirtualAddress {
    var block = first
    var merged = false
    while block < end {
      var order = min(UInt64(block.trailingZeroBitCount), Self.maximumOrder)
      while end &- block < 1 << order { order &-= 1 }
      let whole = try merge(block, order, &memory)
      memory.did(.heap(.writeHeaders(1)))
      if block == first { merged = whole.block < first }
      block &+= 1 << order
    }
    return merged
  }

  /// Puts a block, merged with its buddies as far as they are free, into its list.
  private mutating func merge<M: Memory & ~Copyable>(
    _ first: UInt64, _ firstOrder: UInt64, _ memory: inout M
  ) throws(M.Fault) -> (block: UInt64, order: UInt64) where M.Address == VirtualAddress {
    var block = first
    var order = firstOrder
    while order < Self.maximumOrder {
      let buddy = block ^ 1 << order
      guard isPlace(buddy, order), try mark(of: buddy, &memory) == Self.freeMark | order else {
        break
      }
      guard try unlink(buddy, order, &memory) else {
        isDamaged = true
        break
      }
      block &= ~(1 << order)
      order &+= 1
    }
    try insert(block, order, &memory)
    return (block, order)
  }

  /// Whether a block of the order can be at `address`.
  @inline(__always)
  func isPlace(_ address: UInt64, _ order: UInt64) -> Bool {
    address & (1 << order &- 1) == 0 && address >= base && address < limit
      && limit &- address >= 1 << order
  }

  /// What the table says of an address.
  func mark<M: Memory & ~Copyable>(of block: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    let entry = (block &- base) / 32
    memory.enter(.buddyMarks, at: table)
    return try memory.word(at: table &+ entry & ~7) >> (entry & 7 &* 8) & 0xff
  }

  private func setMark<M: Memory & ~Copyable>(_ mark: UInt64, of block: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    let entry = (block &- base) / 32
    let address = table &+ entry & ~7
    let shift = entry & 7 &* 8
    memory.enter(.buddyMarks, at: table)
    try memory.set(try memory.word(at: address) & ~(0xff << shift) | mark << shift, at: address)
  }

  /// The first free block of an order.
  private func head<M: Memory & ~Copyable>(of order: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    memory.enter(.buddyHeads, at: heads)
    return try memory.word(at: heads &+ 8 &* order)
  }

  private func setHead<M: Memory & ~Copyable>(
    of order: UInt64, to block: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    memory.enter(.buddyHeads, at: heads)
    try memory.set(block, at: heads &+ 8 &* order)
  }

  private mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ order: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let next = try head(of: order, &memory)
    memory.enter(.buddyBlock, at: block)
    try memory.set(next, at: block)
    try memory.set(0, at: block &+ 8)
    if next != 0 {
      if isPlace(next, order) {
        memory.enter(.buddyBlock, at: next)
        try memory.set(block, at: next &+ 8)
      } else {
        isDamaged = true
      }
    }
    try setHead(of: order, to: block, &memory)
    try setMark(Self.freeMark | order, of: block, &memory)
    filledOrders |= 1 << order
    holeCount += 1
  }

  /// Takes a free block off its list; `false` if its links have been written over, and then
  /// nothing has changed.
  private mutating func unlink<M: Memory & ~Copyable>(
    _ block: UInt64, _ order: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Bool where M.Address == VirtualAddress {
    memory.enter(.buddyBlock, at: block)
    let next = try memory.word(at: block)
    let previous = try memory.word(at: block &+ 8)
    guard try isFree(next, order, &memory), try isFree(previous, order, &memory) else {
      return false
    }
    if next != 0 {
      memory.enter(.buddyBlock, at: next)
      try memory.set(previous, at: next &+ 8)
    }
    if previous != 0 {
      memory.enter(.buddyBlock, at: previous)
      try memory.set(next, at: previous)
    } else {
      try setHead(of: order, to: next, &memory)
      if next == 0 { filledOrders &= ~(1 << order) }
    }
    try setMark(0, of: block, &memory)
    holeCount -= 1
    return true
  }

  /// Whether a link leads to a free block of the order, or to none.
  private func isFree<M: Memory & ~Copyable>(
    _ link: UInt64, _ order: UInt64, _ memory: inout M
  ) throws(M.Fault) -> Bool where M.Address == VirtualAddress {
    if link == 0 { return true }
    guard isPlace(link, order) else { return false }
    return try mark(of: link, &memory) == Self.freeMark | order
  }
}
