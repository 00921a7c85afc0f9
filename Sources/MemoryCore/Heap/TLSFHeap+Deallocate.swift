extension TLSFHeap {
  /// Merges a block with the free ones before and behind it and puts it into its list. O(1).
  ///
  /// A block is refused if its header calls it free, or cannot be that of a block for the layout.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, _ layout: Layout, in memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    guard let wanted = Self.roundedSize(layout.size) else { return .refused(.impossibleSize) }
    let block = address.rawValue &- 16
    guard isReady, isPlace(block) else { return .refused(.notABlock) }
    let word = try memory.word(at: block &+ 8)
    let size = word & ~3
    guard size <= limit &- block &- 24 else { return .refused(.notABlock) }
    guard word & Self.freeBit == 0 else {
      return .refused(.overlapsHole(Hole(address: address, size: size)))
    }
    // A block is larger than asked for only by what is too small to be split off.
    guard word & 4 == 0, size >= wanted, size &- wanted < Self.headerSize else {
      return .refused(.notABlock)
    }
    let release = try merge(block, size, word & Self.previousFreeBit != 0, &memory)
    if case .freed = release { used &-= size &+ Self.blockOverhead }
    return release
  }

  /// Makes the heap longer by a free block at its end; `bytes` is a multiple of 8 and at least 32.
  ///
  /// The used block of size 0 at the end becomes that block's header.
  public mutating func extend<M: Memory & ~Copyable>(by bytes: UInt64, in memory: inout M)
    throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress
  {
    guard bytes >= Self.headerSize, bytes & 7 == 0 else { return .refused(.impossibleSize) }
    let end = limit
    guard isReady else {
      size &+= bytes
      try setUp(&memory)
      return .freed(
        into: .from(end, to: limit), passed: 0, mergedBefore: false, mergedBehind: false)
    }
    let last = try memory.word(at: end &- 8)
    guard last & ~Self.previousFreeBit == 0 else {
      isDamaged = true
      return .refused(.damagedList)
    }
    size &+= bytes
    try memory.set(0, at: limit &- 8)
    let release = try merge(
      end &- 16, bytes &- Self.blockOverhead, last & Self.previousFreeBit != 0, &memory)
    if case .refused = release { size &-= bytes }
    return release
  }

  /// Frees the memory of a block whose header has been checked.
  private mutating func merge<M: Memory & ~Copyable>(
    _ block: UInt64, _ size: UInt64, _ previousIsFree: Bool, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    var start = block
    var behind = block &+ 8 &+ size
    let next = try memory.word(at: behind &+ 8)
    guard next & (Self.previousFreeBit | 4) == 0 else { return refusedAsDamaged() }
    if previousIsFree {
      start = try memory.word(at: block)
      guard isPlace(start), start < block else { return refusedAsDamaged() }
      let before = try memory.word(at: start &+ 8)
      guard before & Self.freeBit != 0, start &+ 8 &+ before & ~3 == block,
        try remove(start, TLSFClass(inserting: before & ~3), &memory)
      else { return refusedAsDamaged() }
    }
    let nextIsFree = next & Self.freeBit != 0
    if nextIsFree {
      let nextSize = next & ~3
      guard isPlace(behind), nextSize <= limit &- behind &- 24,
        try remove(behind, TLSFClass(inserting: nextSize), &memory)
      else { return refusedAsDamaged() }
      behind = behind &+ 8 &+ nextSize
    }
    let word = try memory.word(at: start &+ 8)
    let whole = behind &- start &- 8
    let flags = previousIsFree ? word & Self.previousFreeBit : 0
    try memory.set(whole | flags | Self.freeBit, at: start &+ 8)
    try memory.set(start, at: behind)
    let behindWord = nextIsFree ? try memory.word(at: behind &+ 8) : next
    try memory.set(behindWord | Self.previousFreeBit, at: behind &+ 8)
    try insert(start, whole, &memory)
    return .freed(
      into: Hole(address: VirtualAddress(unchecked: start &+ 16), size: whole), passed: 0,
      mergedBefore: previousIsFree, mergedBehind: nextIsFree)
  }

  private mutating func refusedAsDamaged() -> HeapRelease {
    isDamaged = true
    return .refused(.damagedList)
  }
}
