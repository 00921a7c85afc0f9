extension TLSFHeap {
  /// A block as its header tells.
  public struct Block: Equatable, Sendable {
    /// The block's memory.
    public let memory: Hole
    /// Whether it is free.
    public let isFree: Bool
  }

  /// All blocks in the order of their addresses, read from memory; stops at a header that cannot
  /// be one. O(n) in the blocks.
  public func blocks<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Block] where M.Address == VirtualAddress
  {
    guard isReady else { return [] }
    var found: [Block] = []
    var block = pool &- 8
    while isPlace(block) {
      let word = try memory.word(at: block &+ 8)
      let size = word & ~3
      guard size >= Self.minimumSize, size & 7 == 0, size <= limit &- block &- 24 else { break }
      let stretch = Hole(address: VirtualAddress(unchecked: block &+ 16), size: size)
      found.append(Block(memory: stretch, isFree: word & Self.freeBit != 0))
      block = block &+ 8 &+ size
    }
    return found
  }

  /// The memory of the free blocks in the order of their addresses, read from their headers. O(n)
  /// in the blocks.
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    try blocks(in: &memory).filter { $0.isFree }.map { $0.memory }
  }

  /// The memory of the blocks in the list of a class, first to last, read from memory.
  ///
  /// Stops after as many blocks as are free, and where a link leads out of the heap.
  public func list<M: Memory & ~Copyable>(of list: TLSFClass, in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    guard isReady else { return [] }
    var found: [Hole] = []
    var block = try memory.word(at: head(list))
    while block != 0, isPlace(block), found.count < holeCount {
      let size = try memory.word(at: block &+ 8) & ~3
      found.append(Hole(address: VirtualAddress(unchecked: block &+ 16), size: size))
      block = try memory.word(at: block &+ 16)
    }
    return found
  }

  /// Checks headers, lists, bitmaps and statics against each other. O(n) in the blocks.
  ///
  /// No two free blocks touch; each header knows whether the block before is free, and which;
  /// each free block is in the list of its size, and nothing else is; a bit is set where a list
  /// has a block.
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    guard isReady else { return nil }
    let all = try blocks(in: &memory)
    var reach = pool &- 8
    var sum: UInt64 = 0
    var previous: Block?
    for block in all {
      let place = block.memory.address.rawValue &- 16
      let word = try memory.word(at: place &+ 8)
      let afterFree = previous?.isFree == true
      guard (word & Self.previousFreeBit != 0) == afterFree else { return .misplaced(block.memory) }
      if let previous, afterFree {
        guard !block.isFree else { return .touchesPrevious(block.memory) }
        let link = try memory.word(at: place)
        guard link == previous.memory.address.rawValue &- 16 else {
          return .misplaced(block.memory)
        }
      }
      if !block.isFree { sum &+= block.memory.size &+ Self.blockOverhead }
      reach = place &+ 8 &+ block.memory.size
      previous = block
    }
    let end = Hole.from(reach &+ 16, to: limit)
    guard reach &+ 16 == limit else { return .malformed(end) }
    let last = try memory.word(at: limit &- 8)
    guard last == (previous?.isFree == true ? Self.previousFreeBit : 0) else {
      return .malformed(end)
    }
    guard sum == used else { return .freeBytes(kept: size &- used, found: size &- sum) }
    return try checkLists(all.filter { $0.isFree }.map { $0.memory }, &memory)
  }

  private func checkLists<M: Memory & ~Copyable>(_ free: [Hole], _ memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    guard free.count == holeCount else { return .holeCount(kept: holeCount, found: free.count) }
    var listed = 0
    for first in 0..<TLSFClass.firstCount {
      let seconds = try memory.word(at: secondBitmap(first))
      let firsts = try memory.word(at: control.rawValue)
      guard (firsts >> first & 1 != 0) == (seconds != 0) else {
        return .malformed(.from(control.rawValue, to: pool))
      }
      for second in 0..<TLSFClass.secondCount {
        let place = TLSFClass(first: first, second: second)
        let members = try list(of: place, in: &memory)
        guard (seconds >> second & 1 != 0) == !members.isEmpty else {
          return .malformed(.from(secondBitmap(first), to: secondBitmap(first) &+ 8))
        }
        for member in members {
          guard TLSFClass(inserting: member.size) == place, free.contains(member) else {
            return .misplaced(member)
          }
        }
        listed += members.count
      }
    }
    return listed == holeCount ? nil : .holeCount(kept: holeCount, found: listed)
  }
}
