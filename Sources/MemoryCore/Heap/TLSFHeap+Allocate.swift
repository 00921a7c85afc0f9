extension TLSFHeap {
  /// Takes the first block of the smallest class whose blocks all fit. O(1).
  ///
  /// With an alignment above 8 a larger block is taken, and what is in front of the aligned
  /// address is split off (mattconte/tlsf, `tlsf_memalign`).
  @inline(__always)
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    let taken = try take(layout, &memory)
    guard taken.block != 0 else { return nil }
    return HeapAllocation(
      address: VirtualAddress(unchecked: taken.block &+ 16), size: taken.size, passed: 0,
      source: Hole(address: VirtualAddress(unchecked: taken.source &+ 16), size: taken.sourceSize))
  }

  /// A block that was taken, and the free one that it was part of: an allocation in four words,
  /// as many as a function returns in registers.
  private struct Taken {
    var block: UInt64
    var size: UInt64
    var source: UInt64
    var sourceSize: UInt64

    /// No block.
    static var none: Taken { Taken(block: 0, size: 0, source: 0, sourceSize: 0) }
  }

  private mutating func take<M: Memory & ~Copyable>(_ layout: Layout, _ memory: inout M)
    throws(M.Fault) -> Taken where M.Address == VirtualAddress
  {
    guard let wanted = Self.roundedSize(layout.size),
      let searched = Self.searchedSize(wanted, layout.alignment), isReady,
      let wantedList = TLSFClass(searching: searched),
      let list = try findFilled(from: wantedList, &memory)
    else { return .none }
    let source = try controlWord(at: head(list), &memory)
    guard isPlace(source) else { return damaged() }
    let word = try self.word(source, Self.sizeWord, &memory)
    let sourceSize = word & ~3
    guard word & (Self.freeBit | 4) == Self.freeBit, sourceSize >= searched,
      sourceSize <= limit &- source &- 24,
      let links = try links(of: source, &memory), links.previous == 0
    else { return damaged() }
    let gap = Self.gap(source &+ 16, layout.alignment)
    let block = source &+ gap
    var size = sourceSize &- gap
    var flags = word & Self.previousFreeBit
    memory.did(.heap(.walkHoles(passed: 0)))
    let isSplit = size >= Self.headerSize &+ wanted
    if gap > 0 || isSplit {
      memory.did(
        .heap(
          .splitHole(
            Hole(address: VirtualAddress(unchecked: source &+ 16), size: sourceSize), front: gap,
            back: isSplit ? size &- wanted &- Self.blockOverhead : 0)))
    }
    if gap > 0 {
      try removeFirst(before: links.next, of: list, &memory)
      let front = gap &- Self.blockOverhead
      try set(front | Self.freeBit | flags, source, Self.sizeWord, &memory)
      try set(source, block, Self.beforeWord, &memory)
      try insert(source, TLSFClass(inserting: front), &memory)
      flags = Self.previousFreeBit
    }
    let behind = block &+ 8 &+ size
    if isSplit {
      let rest = block &+ 8 &+ wanted
      let restSize = size &- wanted &- Self.blockOverhead
      try set(restSize | Self.freeBit, rest, Self.sizeWord, &memory)
      try set(rest, behind, Self.beforeWord, &memory)
      let restList = TLSFClass(inserting: restSize)
      if gap == 0, restList == list {
        try replaceFirst(with: rest, before: links.next, of: list, &memory)
      } else {
        if gap == 0 { try removeFirst(before: links.next, of: list, &memory) }
        try insert(rest, restList, &memory)
      }
      size = wanted
    } else {
      if gap == 0 { try removeFirst(before: links.next, of: list, &memory) }
      let next = try self.word(behind, Self.sizeWord, &memory)
      try set(next & ~Self.previousFreeBit, behind, Self.sizeWord, &memory)
    }
    try set(size | flags, block, Self.sizeWord, &memory)
    used &+= size &+ Self.blockOverhead
    memory.did(
      .heap(
        gap > 0 || isSplit
          ? .writeHeaders((gap > 0 ? 1 : 0) + (isSplit ? 1 : 0))
          : .takeHole(Hole(address: VirtualAddress(unchecked: block &+ 16), size: size))))
    return Taken(block: block, size: size, source: source, sourceSize: sourceSize)
  }

  /// How far the memory at `address` has to move up: nothing, or enough for a block in front.
  @inline(__always)
  private static func gap(_ address: UInt64, _ alignment: UInt64) -> UInt64 {
    let aligned = (address &+ alignment &- 1) & ~(alignment &- 1)
    let gap = aligned &- address
    let least = aligned &+ max(headerSize &- gap, alignment)
    let further = (least &+ alignment &- 1) & ~(alignment &- 1) &- address
    return gap == 0 || gap >= headerSize ? gap : further
  }

  /// The first class from `wanted` on whose list has a block.
  @inline(__always)
  private func findFilled<M: Memory & ~Copyable>(
    from wanted: TLSFClass, _ memory: inout M
  ) throws(M.Fault) -> TLSFClass? where M.Address == VirtualAddress {
    var first = wanted.first
    var seconds = try controlWord(at: secondBitmap(first), &memory) & (.max &<< wanted.second)
    if seconds == 0 {
      let firsts = try controlWord(at: control.rawValue, &memory) & (.max &<< (first &+ 1))
      guard firsts != 0 else { return nil }
      first = UInt64(truncatingIfNeeded: firsts.trailingZeroBitCount)
      guard first < TLSFClass.firstCount else { return nil }
      seconds = try controlWord(at: secondBitmap(first), &memory)
    }
    guard seconds & 0xffff_ffff != 0 else { return nil }
    return TLSFClass(
      first: first, second: UInt64(truncatingIfNeeded: seconds.trailingZeroBitCount))
  }

  private mutating func damaged() -> Taken {
    isDamaged = true
    return .none
  }
}
