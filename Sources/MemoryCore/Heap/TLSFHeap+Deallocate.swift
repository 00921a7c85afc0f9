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
    let word = try self.word(block, Self.sizeWord, &memory)
    let size = word & ~3
    guard size <= limit &- block &- 24 else { return .refused(.notABlock) }
    guard word & Self.freeBit == 0 else {
      return .refused(.overlapsHole(Hole(address: address, size: size)))
    }
    // A block is larger than asked for only by what is too small to be split off.
    guard word & 4 == 0, size &- wanted < Self.headerSize else { return .refused(.notABlock) }
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
    let last = try word(end &- 16, Self.sizeWord, &memory)
    guard last & ~Self.previousFreeBit == 0 else {
      isDamaged = true
      return .refused(.damagedList)
    }
    size &+= bytes
    try set(0, limit &- 16, Self.sizeWord, &memory)
    let release = try merge(
      end &- 16, bytes &- Self.blockOverhead, last & Self.previousFreeBit != 0, &memory)
    if case .refused = release { size &-= bytes }
    return release
  }

  /// Frees the memory of a block whose header has been checked.
  ///
  /// Nothing is written before all that is read has been checked.
  @inline(__always)
  private mutating func merge<M: Memory & ~Copyable>(
    _ block: UInt64, _ size: UInt64, _ previousIsFree: Bool, _ memory: inout M
  ) throws(M.Fault) -> HeapRelease where M.Address == VirtualAddress {
    let behind = block &+ 8 &+ size
    let next = try word(behind, Self.sizeWord, &memory)
    guard next & (Self.previousFreeBit | 4) == 0 else { return refusedAsDamaged() }
    let nextIsFree = next & Self.freeBit != 0
    var whole = Stretch(start: block, end: behind)
    var isListed = false
    switch (previousIsFree, nextIsFree) {
    case (false, false):
      try seal(whole, 0, &memory)
      try announce(whole.end, next, &memory)
    case (true, false):
      guard let before = try neighbour(before: block, &memory) else { return refusedAsDamaged() }
      whole.start = before.start
      try seal(whole, before.flags, &memory)
      try announce(whole.end, next, &memory)
      // The first of the list may stay the first of the list.
      isListed = before.links.previous == 0 && before.list == whole.list
      if !isListed { try remove(before.links, before.list, &memory) }
    case (false, true):
      guard let after = try neighbour(at: behind, &memory) else { return refusedAsDamaged() }
      whole.end = after.end
      try seal(whole, 0, &memory)
      try announce(whole.end, word(whole.end, Self.sizeWord, &memory), &memory)
      isListed = after.links.previous == 0 && after.list == whole.list
      if isListed {
        try replaceFirst(with: block, before: after.links.next, of: after.list, &memory)
      } else {
        try remove(after.links, after.list, &memory)
      }
    case (true, true):
      guard let before = try neighbour(before: block, &memory),
        let after = try neighbour(at: behind, &memory)
      else { return refusedAsDamaged() }
      whole = Stretch(start: before.start, end: after.end)
      try seal(whole, before.flags, &memory)
      try announce(whole.end, word(whole.end, Self.sizeWord, &memory), &memory)
      try remove(before.links, before.list, &memory)
      // That may have changed the links that were read first.
      if let links = try links(of: behind, &memory) {
        try remove(links, after.list, &memory)
      } else {
        isDamaged = true
      }
    }
    if !isListed { try insert(whole.start, whole.list, &memory) }
    return .freed(
      into: Hole(address: VirtualAddress(unchecked: whole.start &+ 16), size: whole.size),
      passed: 0, mergedBefore: previousIsFree, mergedBehind: nextIsFree
    ).told(to: &memory)
  }

  /// A free block in the making: from its header to the next one.
  private struct Stretch {
    var start: UInt64
    var end: UInt64

    var size: UInt64 { end &- start &- TLSFHeap.blockOverhead }
    var list: TLSFClass { TLSFClass(inserting: size) }
  }

  /// A free block next to one that is freed.
  private struct Neighbour {
    let start: UInt64
    let end: UInt64
    let flags: UInt64
    let links: Links

    var list: TLSFClass { TLSFClass(inserting: end &- start &- TLSFHeap.blockOverhead) }
  }

  /// The free block in front of `block`; `nil` if its header cannot be that one's.
  @inline(__always)
  private func neighbour<M: Memory & ~Copyable>(before block: UInt64, _ memory: inout M)
    throws(M.Fault) -> Neighbour? where M.Address == VirtualAddress
  {
    let start = try word(block, Self.beforeWord, &memory)
    guard let before = try neighbour(at: start, &memory), before.end == block else { return nil }
    return before
  }

  /// The free block at `start`; `nil` if its header cannot be one.
  @inline(__always)
  private func neighbour<M: Memory & ~Copyable>(at start: UInt64, _ memory: inout M)
    throws(M.Fault) -> Neighbour? where M.Address == VirtualAddress
  {
    guard isPlace(start) else { return nil }
    let word = try self.word(start, Self.sizeWord, &memory)
    let size = word & ~3
    guard word & (Self.freeBit | 4) == Self.freeBit, size <= limit &- start &- 24,
      let links = try links(of: start, &memory)
    else { return nil }
    return Neighbour(
      start: start, end: start &+ 8 &+ size, flags: word & Self.previousFreeBit, links: links)
  }

  /// Writes the header of a free block, and where it starts into its last word.
  @inline(__always)
  private func seal<M: Memory & ~Copyable>(_ whole: Stretch, _ flags: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    try set(whole.size | flags | Self.freeBit, whole.start, Self.sizeWord, &memory)
    try set(whole.start, whole.end, Self.beforeWord, &memory)
  }

  /// Tells the block at `next`, whose header is `word`, that the one before it is free.
  @inline(__always)
  private func announce<M: Memory & ~Copyable>(_ next: UInt64, _ word: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    try set(word | Self.previousFreeBit, next, Self.sizeWord, &memory)
  }

  private mutating func refusedAsDamaged() -> HeapRelease {
    isDamaged = true
    return .refused(.damagedList)
  }
}
