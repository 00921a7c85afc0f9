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

  /// Where a header has the block before it in memory.
  static var beforeWord: UInt64 { 0 }
  /// Where a header has size and flags.
  static var sizeWord: UInt64 { 8 }
  /// Where a free block has the next one of its list.
  static var nextWord: UInt64 { 16 }
  /// Where a free block has the one before it in its list.
  static var previousWord: UInt64 { 24 }

  /// A word of a block's header.
  @inline(__always)
  func word<M: Memory & ~Copyable>(_ block: UInt64, _ place: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    memory.enter(.tlsfBlock, at: block)
    return try memory.word(at: block &+ place)
  }

  /// Replaces a word of a block's header.
  @inline(__always)
  func set<M: Memory & ~Copyable>(
    _ word: UInt64, _ block: UInt64, _ place: UInt64, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    memory.enter(.tlsfBlock, at: block)
    try memory.set(word, at: block &+ place)
  }

  /// A word of the control structure.
  @inline(__always)
  func controlWord<M: Memory & ~Copyable>(at address: UInt64, _ memory: inout M)
    throws(M.Fault) -> UInt64 where M.Address == VirtualAddress
  {
    memory.enter(.tlsfControl, at: control.rawValue)
    return try memory.word(at: address)
  }

  /// Replaces a word of the control structure.
  @inline(__always)
  func setControl<M: Memory & ~Copyable>(_ word: UInt64, at address: UInt64, _ memory: inout M)
    throws(M.Fault) where M.Address == VirtualAddress
  {
    memory.enter(.tlsfControl, at: control.rawValue)
    try memory.set(word, at: address)
  }

  /// Puts a free block at the head of the list of its size.
  @inline(__always)
  mutating func insert<M: Memory & ~Copyable>(
    _ block: UInt64, _ list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    let next = try controlWord(at: head(list), &memory)
    try set(next, block, Self.nextWord, &memory)
    try set(0, block, Self.previousWord, &memory)
    try setControl(block, at: head(list), &memory)
    holeCount &+= 1
    if next != 0 {
      if isPlace(next) {
        try set(block, next, Self.previousWord, &memory)
      } else {
        isDamaged = true
      }
      return
    }
    let seconds = try controlWord(at: secondBitmap(list.first), &memory)
    try setControl(seconds | 1 &<< list.second, at: secondBitmap(list.first), &memory)
    if seconds == 0 {
      let firsts = try controlWord(at: control.rawValue, &memory)
      try setControl(firsts | 1 &<< list.first, at: control.rawValue, &memory)
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
    memory.enter(.tlsfBlock, at: block)
    let (next, previous) = try memory.words(
      at: block &+ Self.nextWord, block &+ Self.previousWord)
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
    if links.next != 0 { try set(links.previous, links.next, Self.previousWord, &memory) }
    try set(links.next, links.previous, Self.nextWord, &memory)
  }

  /// Takes the first free block, behind which there is `next` or nothing, off its list.
  @inline(__always)
  mutating func removeFirst<M: Memory & ~Copyable>(
    before next: UInt64, of list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    holeCount &-= 1
    if next != 0 { try set(0, next, Self.previousWord, &memory) }
    try setControl(next, at: head(list), &memory)
    if next == 0 {
      let seconds = try controlWord(at: secondBitmap(list.first), &memory) & ~(1 &<< list.second)
      try setControl(seconds, at: secondBitmap(list.first), &memory)
      if seconds == 0 {
        let firsts = try controlWord(at: control.rawValue, &memory)
        try setControl(firsts & ~(1 &<< list.first), at: control.rawValue, &memory)
      }
    }
  }

  /// Puts a block in the place of the first one of a list: the same as to remove that and to
  /// insert the block, without a look at the bitmaps.
  @inline(__always)
  func replaceFirst<M: Memory & ~Copyable>(
    with block: UInt64, before next: UInt64, of list: TLSFClass, _ memory: inout M
  ) throws(M.Fault) where M.Address == VirtualAddress {
    try set(next, block, Self.nextWord, &memory)
    try set(0, block, Self.previousWord, &memory)
    try setControl(block, at: head(list), &memory)
    if next != 0 { try set(block, next, Self.previousWord, &memory) }
  }
}
