/// The lists of free blocks and the bitmaps that tell which of them are empty.
extension TLSFHeap {
  /// Where the second bitmap of a first level is.
  @inline(__always)
  func secondBitmap(_ first: UInt64) -> UInt64 { control.rawValue &+ 8 &+ 8 &* first }

  /// Where the head of a class's list is.
  @inline(__always)
  func head(_ list: TLSFClass) -> UInt64 { control.rawValue &+ 208 &+ 8 &* list.number }

  /// Whether a block can be at `address`; the heap is ready.
  @inline(__always)
  func isPlace(_ address: UInt64) -> Bool { isPlace(distance: address &- lowest) }

  /// Whether a link of a free block can be `address`: 0, or where a block can be.
  @inline(__always)
  func isLink(_ address: UInt64) -> Bool {
    // Which one it is cannot be foreseen: no branch.
    isPlace(distance: address == 0 ? 0 : address &- lowest)
  }

  /// The address of the first block.
  @inline(__always)
  private var lowest: UInt64 { pool &- 8 }

  /// Whether a block can be as far from the first one.
  @inline(__always)
  private func isPlace(distance: UInt64) -> Bool {
    // Bits of a part of a word become the highest ones.
    let words = distance &>> 3 | distance &<< 61
    return words <= (limit &- Self.headerSize &- lowest) &>> 3
  }

  /// Puts a free block at the head of the list of its size.
  @inline(__always)
  mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let next = try memory.word(at: head(list))
    try memory.set(next, at: block &+ 16)
    try memory.set(0, at: block &+ 24)
    try memory.set(block, at: head(list))
    holeCount &+= 1
    if next != 0 {
      if isPlace(next) {
        try memory.set(block, at: next &+ 24)
      } else {
        isDamaged = true
      }
      return
    }
    let seconds = try memory.word(at: secondBitmap(list.first))
    try memory.set(seconds | 1 &<< list.second, at: secondBitmap(list.first))
    if seconds == 0 {
      let firsts = try memory.word(at: control.rawValue)
      try memory.set(firsts | 1 &<< list.first, at: control.rawValue)
    }
  }

  /// The neighbours of a free block in its list, 0 for none.
  struct Links {
    let next: UInt64
    let previous: UInt64
  }

  /// The links of a free block; `nil` if they have been written over.
  @inline(__always)
  func links<M: Memory & ~Copyable>(of block: UInt64, _ memory: inout M)
    throws(M.Fault) -> Links? where M.Address == VirtualAddress
  {
    let (next, previous) = try memory.words(at: block &+ 16, block &+ 24)
    guard isLink(next), isLink(previous) else { return nil }
    return Links(next: next, previous: previous)
  }

  /// Takes a free block with these links off its list.
  @inline(__always)
  mutating func remove<M: Memory & ~Copyable>(
    _ links: Links, _ list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    guard links.previous != 0 else {
      return try removeFirst(before: links.next, of: list, &memory)
    }
    holeCount &-= 1
    if links.next != 0 { try memory.set(links.previous, at: links.next &+ 24) }
    try memory.set(links.next, at: links.previous &+ 16)
  }

  /// Takes the first free block, behind which there is `next` or nothing, off its list.
  @inline(__always)
  mutating func removeFirst<M: Memory & ~Copyable>(
    before next: UInt64, of list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    holeCount &-= 1
    if next != 0 { try memory.set(0, at: next &+ 24) }
    try memory.set(next, at: head(list))
    if next == 0 {
      let seconds = try memory.word(at: secondBitmap(list.first)) & ~(1 &<< list.second)
      try memory.set(seconds, at: secondBitmap(list.first))
      if seconds == 0 {
        let firsts = try memory.word(at: control.rawValue)
        try memory.set(firsts & ~(1 &<< list.first), at: control.rawValue)
      }
    }
  }

  /// Puts a block in the place of the first one of a list: the same as to remove that and to
  /// insert the block, without a look at the bitmaps.
  @inline(__always)
  func replaceFirst<M: Memory & ~Copyable>(
    with block: UInt64, before next: UInt64, of list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try memory.set(next, at: block &+ 16)
    try memory.set(0, at: block &+ 24)
    try memory.set(block, at: head(list))
    if next != 0 { try memory.set(block, at: next &+ 24) }
  }
}
