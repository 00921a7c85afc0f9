extension BuddyHeap {
  /// The free blocks in the order of their addresses, read from the table. O(heap).
  public func holes<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    guard heads != 0 else { return [] }
    var found: [Hole] = []
    for offset in 0..<(limit &- base &+ 255) / 256 {
      var marks = try memory.word(at: table &+ 8 &* offset)
      var block = base &+ 256 &* offset
      while marks != 0 {
        let order = marks & 63
        if marks & Self.freeMark != 0, isPlace(block, order) {
          found.append(Hole(address: VirtualAddress(unchecked: block), size: 1 << order))
        }
        marks >>= 8
        block &+= 32
      }
    }
    return found
  }

  /// The free blocks of an order in the order of their list, read from memory.
  ///
  /// Stops after as many blocks as are free, and where a link leads out of the heap.
  public func list<M: Memory & ~Copyable>(ofOrder order: UInt64, in memory: inout M)
    throws(M.Fault) -> [Hole] where M.Address == VirtualAddress
  {
    guard heads != 0, order <= Self.maximumOrder else { return [] }
    var found: [Hole] = []
    var block = try memory.word(at: heads &+ 8 &* order)
    while block != 0, isPlace(block, order), found.count < holeCount {
      found.append(Hole(address: VirtualAddress(unchecked: block), size: 1 << order))
      block = try memory.word(at: block)
    }
    return found
  }

  /// Checks table, lists and statics against each other. O(heap).
  ///
  /// Blocks neither overlap nor leave gaps but for the table; two free buddies are merged; a free
  /// block is in the list of its order and nothing else is.
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    guard heads != 0 else { return nil }
    var block = base
    var out: UInt64 = 0
    while block < limit {
      if block == table {
        block &+= tableSize
        continue
      }
      let mark = try mark(of: block, &memory)
      let order = mark & 63
      let stretch = Hole(address: VirtualAddress(unchecked: block), size: 1 << order)
      guard mark & (Self.freeMark | Self.usedMark) != 0, order >= Self.minimumOrder,
        isPlace(block, order)
      else { return .malformed(stretch) }
      for inner in 1..<max(stretch.size / 32, 1) {
        guard try self.mark(of: block &+ 32 &* inner, &memory) == 0 else {
          return .misplaced(stretch)
        }
      }
      if mark & Self.usedMark != 0 {
        out &+= stretch.size
      } else {
        let buddy = block ^ 1 << order
        if isPlace(buddy, order), try self.mark(of: buddy, &memory) == mark {
          return .touchesPrevious(stretch)
        }
      }
      block &+= stretch.size
    }
    guard out == used else { return .freeBytes(kept: size &- used, found: size &- out) }
    return try checkLists(&memory)
  }

  private func checkLists<M: Memory & ~Copyable>(_ memory: inout M)
    throws(M.Fault) -> HeapDefect? where M.Address == VirtualAddress
  {
    let free = try holes(in: &memory).count
    var listed = 0
    for order in 0...Self.maximumOrder {
      let members = try list(ofOrder: order, in: &memory)
      guard (filledOrders >> order & 1 != 0) == !members.isEmpty else {
        return .malformed(.from(heads &+ 8 &* order, to: heads &+ 8 &* order &+ 8))
      }
      var previous: UInt64 = 0
      for member in members {
        let address = member.address.rawValue
        guard try mark(of: address, &memory) == Self.freeMark | order,
          try memory.word(at: address &+ 8) == previous
        else { return .misplaced(member) }
        previous = address
      }
      listed += members.count
    }
    guard free == holeCount, listed == holeCount else {
      return .holeCount(kept: holeCount, found: min(free, listed))
    }
    return nil
  }
}
