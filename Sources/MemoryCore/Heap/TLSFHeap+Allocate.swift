extension TLSFHeap {
  /// Takes the first block of the smallest class whose blocks all fit. O(1).
  ///
  /// With an alignment above 8 a larger block is taken, and what is in front of the aligned
  /// address is split off (mattconte/tlsf, `tlsf_memalign`).
  public mutating func allocate<M: Memory & ~Copyable>(_ layout: Layout, in memory: inout M)
    throws(M.Fault) -> HeapAllocation? where M.Address == VirtualAddress
  {
    guard let wanted = Self.roundedSize(layout.size),
      let searched = Self.searchedSize(wanted, layout.alignment), isReady,
      let wantedClass = TLSFClass(searching: searched),
      let filled = try findFilled(from: wantedClass, &memory)
    else { return nil }
    var block = try memory.word(at: head(filled))
    guard isPlace(block) else { return damaged() }
    let word = try memory.word(at: block &+ 8)
    var size = word & ~3
    guard word & (Self.freeBit | 4) == Self.freeBit, size >= searched, size <= limit &- block &- 24
    else {
      return damaged()
    }
    let source = Hole(address: VirtualAddress(unchecked: block &+ 16), size: size)
    guard let links = try links(of: block, &memory) else { return damaged() }
    let gap = Self.gap(block &+ 16, layout.alignment)
    var flags = word & Self.previousFreeBit
    var place: Place = .taken(links, filled)
    if gap > 0 {
      try remove(links, filled, &memory)
      let front = gap &- Self.blockOverhead
      try memory.set(front | Self.freeBit | flags, at: block &+ 8)
      try memory.set(block, at: block &+ gap)
      try insert(block, front, &memory)
      block &+= gap
      size &-= gap
      flags = Self.previousFreeBit
      place = .none
    }
    size = try split(block, size, wanted, place, &memory)
    try memory.set(size | flags, at: block &+ 8)
    used &+= size &+ Self.blockOverhead
    return HeapAllocation(
      address: VirtualAddress(unchecked: block &+ 16), size: size, passed: 0, source: source)
  }

  /// Whether a block to be split is still in its list.
  private enum Place {
    case none
    case taken(Links, TLSFClass)
  }

  /// Cuts off what the block does not need, if that is enough for a block, and takes the rest off
  /// the list where it is. Returns the size that remains.
  @inline(__always)
  private mutating func split<M: Memory & ~Copyable>(
    _ block: UInt64, _ size: UInt64, _ wanted: UInt64, _ place: Place, _ memory: inout M
  ) throws(M.Fault) -> UInt64 where M.Address == VirtualAddress {
    let behind = block &+ 8 &+ size
    guard size >= Self.headerSize &+ wanted else {
      if case .taken(let links, let list) = place { try remove(links, list, &memory) }
      let next = try memory.word(at: behind &+ 8)
      try memory.set(next & ~Self.previousFreeBit, at: behind &+ 8)
      return size
    }
    let rest = block &+ 8 &+ wanted
    let restSize = size &- wanted &- Self.blockOverhead
    try memory.set(restSize | Self.freeBit, at: rest &+ 8)
    try memory.set(rest, at: behind)
    if case .taken(let links, let list) = place {
      if links.previous == 0, TLSFClass(inserting: restSize) == list {
        try replaceFirst(with: rest, before: links.next, of: list, &memory)
        return wanted
      }
      try remove(links, list, &memory)
    }
    try insert(rest, restSize, &memory)
    return wanted
  }

  /// How far the memory at `address` has to move up: nothing, or enough for a block in front.
  private static func gap(_ address: UInt64, _ alignment: UInt64) -> UInt64 {
    guard alignment > 8 else { return 0 }
    let aligned = (address &+ alignment &- 1) & ~(alignment &- 1)
    let gap = aligned &- address
    guard gap > 0, gap < headerSize else { return gap }
    let further = aligned &+ max(headerSize &- gap, alignment)
    return (further &+ alignment &- 1) & ~(alignment &- 1) &- address
  }

  /// The first class from `wanted` on whose list has a block.
  @inline(__always)
  private func findFilled<M: Memory & ~Copyable>(
    from wanted: TLSFClass, _ memory: inout M
  ) throws(M.Fault) -> TLSFClass? where M.Address == VirtualAddress {
    var first = wanted.first
    var seconds = try memory.word(at: secondBitmap(first)) & (.max << wanted.second)
    if seconds == 0 {
      let firsts = try memory.word(at: control.rawValue) & (.max << (first &+ 1))
      guard firsts != 0 else { return nil }
      first = UInt64(firsts.trailingZeroBitCount)
      guard first < TLSFClass.firstCount else { return nil }
      seconds = try memory.word(at: secondBitmap(first))
    }
    guard seconds & 0xffff_ffff != 0 else { return nil }
    return TLSFClass(first: first, second: UInt64(seconds.trailingZeroBitCount))
  }

  private mutating func damaged() -> HeapAllocation? {
    isDamaged = true
    return nil
  }
}
