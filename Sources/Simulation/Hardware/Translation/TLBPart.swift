import MemoryCore

/// A set-associative cache of translations that replaces the oldest entry of a set.
///
/// A hit changes nothing, so that hits need not be seen to know what is replaced next.
struct TLBPart {
  let ways: Int
  private let setMask: UInt64
  private var entries: [TLBEntry]
  /// For each set the way that is replaced next.
  private var next: [UInt8]
  /// A bit for each entry that is valid, and one for each word of such bits that is not zero:
  /// emptying costs what is in use.
  private var used: [UInt64]
  private var usedWords: UInt64 = 0
  private(set) var count = 0

  init(_ shape: TLBShape.Part) {
    ways = shape.ways
    let sets = shape.entries / shape.ways
    setMask = UInt64(sets - 1)
    entries = Array(repeating: .empty, count: shape.entries)
    next = Array(repeating: 0, count: sets)
    used = Array(repeating: 0, count: (shape.entries + 63) / 64)
  }

  subscript(slot: Int) -> TLBEntry { entries[slot] }

  /// The entry of the page of `address`, if pages of that level are here.
  @inline(__always)
  func find(_ address: UInt64, _ level: PageTableLevel) -> TLBEntry? {
    guard count > 0, let slot = slot(of: TLBEntry.tag(address, level)) else { return nil }
    return entries[slot]
  }

  /// Puts `entry`, which must not be here yet, in the place of its set whose turn it is, or in a
  /// free one if that is taken; returns the entry that had to go.
  mutating func insert(_ entry: TLBEntry) -> TLBEntry? {
    let set = set(of: entry.tag)
    let turn = Int(next[set])
    var slot = set &* ways &+ turn
    if count < entries.count, entries[slot].isValid, let free = freeSlot(in: set) {
      slot = free
    } else {
      next[set] = UInt8(truncatingIfNeeded: turn &+ 1 == ways ? 0 : turn &+ 1)
    }
    let old = entries[slot]
    entries[slot] = entry
    if old.isValid { return old }
    used[slot >> 6] |= 1 &<< UInt64(slot & 63)
    usedWords |= 1 &<< UInt64(slot >> 6)
    count &+= 1
    return nil
  }

  /// Drops the entry of the page of `address`, if it is here.
  mutating func remove(_ address: UInt64, _ level: PageTableLevel) -> TLBEntry? {
    guard count > 0, let slot = slot(of: TLBEntry.tag(address, level)) else { return nil }
    defer { clear(slot) }
    return entries[slot]
  }

  /// Drops all entries, or all but the global ones.
  mutating func removeAll(keepingGlobal: Bool) {
    guard count > 0 else { return }
    var words = usedWords
    while words != 0 {
      let word = words.trailingZeroBitCount
      words &= words &- 1
      var bits = used[word]
      while bits != 0 {
        let slot = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        if !(keepingGlobal && entries[slot].isGlobal) { clear(slot) }
      }
    }
  }

  /// The places of all valid entries, in order.
  var usedSlots: [Int] { entries.indices.filter { entries[$0].isValid } }

  private func freeSlot(in set: Int) -> Int? {
    (set * ways..<(set + 1) * ways).first { !entries[$0].isValid }
  }

  private mutating func clear(_ slot: Int) {
    entries[slot] = .empty
    used[slot >> 6] &= ~(1 &<< UInt64(slot & 63))
    if used[slot >> 6] == 0 { usedWords &= ~(1 &<< UInt64(slot >> 6)) }
    count &-= 1
  }

  @inline(__always)
  private func slot(of tag: UInt64) -> Int? {
    let first = set(of: tag) &* ways
    var way = 0
    while way < ways {
      if entries[first &+ way].tag == tag { return first &+ way }
      way &+= 1
    }
    return nil
  }

  /// The low bits of the page's number choose the set.
  private func set(of tag: UInt64) -> Int {
    Int(tag &>> TLBEntry.shift(tag) & setMask)
  }
}
