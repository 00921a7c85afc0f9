import MemoryCore

/// A set-associative cache of translations that replaces the entries of a set in turn.
///
/// A hit changes nothing, so that hits need not be seen to know what is replaced next. Emptying
/// is a count: a set that was last filled before the last time is empty.
struct TLBPart {
  private let ways: Int
  private let sets: Int
  /// The sets one after the other: two words of state, the ways' tags, the ways' targets. Ways
  /// that are not valid may hold anything.
  ///
  ///      63                            0   63  56 55                      0
  ///     | how often emptied at last fill | | turn | valid, a bit for each way |
  private var words: [UInt64]
  private var timesEmptied: UInt64 = 1
  /// Whether an entry that was added since then is global.
  private var mayHaveGlobal = false
  /// Whether any entry was added since then.
  private var isEmpty = true

  init(_ shape: TLBShape.Part) {
    ways = shape.ways
    sets = shape.entries / shape.ways
    words = Array(repeating: 0, count: sets * (2 + 2 * ways))
  }

  /// The entry of the page of `address`, if pages of that level are here.
  @inline(__always)
  func find(_ address: UInt64, _ level: PageTableLevel) -> TLBEntry? {
    guard !isEmpty else { return nil }
    let tag = TLBEntry.tag(address, level)
    let first = set(of: tag) &* stride
    return words.withUnsafeBufferPointer { words in
      let set = words.baseAddress.unsafelyUnwrapped + first
      guard set[0] == timesEmptied else { return nil }
      let tags = set + 2
      for way in 0..<ways where tags[way] == tag && set[1] &>> UInt64(way) & 1 == 1 {
        return TLBEntry(tag: tag, target: tags[ways &+ way])
      }
      return nil
    }
  }

  /// Puts `entry`, which must not be here yet, in the place of its set whose turn it is, or in a
  /// free one if that is taken; returns the entry that had to go.
  @inline(__always)
  mutating func insert(_ entry: TLBEntry) -> TLBEntry? {
    isEmpty = false
    if entry.isGlobal { mayHaveGlobal = true }
    let (ways, times, first) = (ways, timesEmptied, set(of: entry.tag) &* stride)
    return words.withUnsafeMutableBufferPointer { words in
      let set = words.baseAddress.unsafelyUnwrapped + first
      // A set that was filled too long ago has no entries; whose turn it is stays.
      let valid = set[0] == times ? set[1] & Self.validBits : 0
      let turn = set[1] &>> 56
      let isTaken = valid &>> turn & 1 == 1
      var (way, next) = (turn, turn)
      if isTaken, valid != (1 &<< UInt64(ways)) &- 1 {
        way = UInt64((~valid).trailingZeroBitCount)
      } else {
        next = turn &+ 1 == ways ? 0 : turn &+ 1
      }
      set[0] = times
      set[1] = next &<< 56 | valid | 1 &<< way
      let place = set + 2 + Int(way)
      defer { (place[0], place[ways]) = (entry.tag, entry.target) }
      return isTaken && way == turn ? TLBEntry(tag: place[0], target: place[ways]) : nil
    }
  }

  /// Drops the entry of the page of `address`, if it is here.
  mutating func remove(_ address: UInt64, _ level: PageTableLevel) -> TLBEntry? {
    guard let entry = find(address, level) else { return nil }
    remove(in: set(of: entry.tag)) { $0.tag == entry.tag }
    return entry
  }

  /// Drops all entries, or all but the global ones.
  @inline(__always)
  mutating func removeAll(keepingGlobal: Bool) {
    guard !isEmpty else { return }
    if keepingGlobal, mayHaveGlobal {
      for set in 0..<sets { remove(in: set) { !$0.isGlobal } }
    } else {
      timesEmptied &+= 1
      (isEmpty, mayHaveGlobal) = (true, false)
    }
  }

  /// All entries with their places: set by set, way by way.
  var contents: [(set: Int, way: Int, entry: TLBEntry)] {
    let filled = (0..<sets).filter { words[$0 * stride] == timesEmptied }
    return filled.flatMap { set in
      (0..<ways).filter { isValid(way: $0, in: set) }.map { (set, $0, entry(in: set, way: $0)) }
    }
  }

  private mutating func remove(in set: Int, where isGone: (TLBEntry) -> Bool) {
    guard words[set * stride] == timesEmptied else { return }
    for way in 0..<ways where isValid(way: way, in: set) && isGone(entry(in: set, way: way)) {
      words[set * stride + 1] &= ~(1 << UInt64(way))
    }
  }

  private func isValid(way: Int, in set: Int) -> Bool {
    words[set * stride + 1] >> UInt64(way) & 1 == 1
  }

  private func entry(in set: Int, way: Int) -> TLBEntry {
    let place = set * stride + 2 + way
    return TLBEntry(tag: words[place], target: words[place + ways])
  }

  private static let validBits: UInt64 = (1 << 56) - 1

  private var stride: Int { 2 &+ 2 &* ways }

  /// The low bits of the page's number choose the set.
  private func set(of tag: UInt64) -> Int {
    Int(tag &>> TLBEntry.shift(tag)) & (sets &- 1)
  }
}
