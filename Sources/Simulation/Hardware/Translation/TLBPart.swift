import MemoryCore

/// A set-associative cache of translations that replaces the entries of a set in turn.
///
/// A hit changes nothing, so that hits need not be seen to know what is replaced next. Emptying
/// is a count: a set that was last filled before the last time is empty. The `TLB` keeps the words
/// of all its parts.
struct TLBPart {
  private let ways: Int
  private let sets: Int
  /// Where the sets are among the words of the TLB, one after the other: two words of state, the
  /// ways' tags, the ways' targets. Ways that are not valid may hold anything.
  ///
  ///      63                            0   63  56 55                      0
  ///     | how often emptied at last fill | | turn | valid, a bit for each way |
  private let start: Int
  private var timesEmptied: UInt64 = 1
  /// Whether an entry that was added since then is global.
  private var mayHaveGlobal = false
  /// Whether no entry was added since then.
  private(set) var isEmpty = true

  /// An empty part, which takes zeros at the end of `words` for itself.
  init(_ shape: TLBShape.Part, _ words: inout [UInt64]) {
    ways = shape.ways
    sets = shape.entries / shape.ways
    start = words.count
    words += repeatElement(0, count: sets * (2 + 2 * ways))
  }

  /// The entry of the page of `address`, if pages of that level are here.
  @inline(__always)
  func find(_ address: UInt64, _ level: PageTableLevel, in words: Span<UInt64>) -> TLBEntry? {
    guard !isEmpty else { return nil }
    let tag = TLBEntry.tag(address, level)
    let first = start(ofSetFor: tag)
    guard words[unchecked: first] == timesEmptied else { return nil }
    let valid = words[unchecked: first &+ 1]
    var (place, way) = (first &+ 2, UInt64(0))
    while place != first &+ 2 &+ ways {
      if words[unchecked: place] == tag, valid &>> way & 1 == 1 {
        return TLBEntry(tag: tag, target: words[unchecked: place &+ ways])
      }
      place &+= 1
      way &+= 1
    }
    return nil
  }

  /// The same for the words of the TLB as an array.
  mutating func insert(_ entry: TLBEntry, in words: inout [UInt64]) -> TLBEntry? {
    var words = words.mutableSpan
    return insert(entry, in: &words)
  }

  /// Puts `entry`, which must not be here yet, in the place of its set whose turn it is, or in a
  /// free one if that is taken; returns the entry that had to go.
  @inline(__always)
  mutating func insert(_ entry: TLBEntry, in words: inout MutableSpan<UInt64>) -> TLBEntry? {
    isEmpty = false
    if entry.isGlobal { mayHaveGlobal = true }
    let first = start(ofSetFor: entry.tag)
    let turn = words[unchecked: first &+ 1] &>> 56
    let next = turn &+ 1 == UInt64(truncatingIfNeeded: ways) ? 0 : turn &+ 1
    guard words[unchecked: first] == timesEmptied else {
      // The set was filled too long ago and has no entries; whose turn it is stays.
      words[unchecked: first] = timesEmptied
      return put(entry, way: turn, valid: 0, next, first, &words)
    }
    let valid = words[unchecked: first &+ 1] & Self.validBits
    if valid &>> turn & 1 == 0 { return put(entry, way: turn, valid: valid, next, first, &words) }
    if valid != (1 &<< UInt64(truncatingIfNeeded: ways)) &- 1 {
      let free = UInt64(truncatingIfNeeded: (~valid).trailingZeroBitCount)
      return put(entry, way: free, valid: valid, turn, first, &words)
    }
    let place = first &+ 2 &+ Int(truncatingIfNeeded: turn)
    let old = TLBEntry(tag: words[unchecked: place], target: words[unchecked: place &+ ways])
    _ = put(entry, way: turn, valid: valid, next, first, &words)
    return old
  }

  /// Writes an entry and the new state of its set, which begins at `first`; returns `nil`.
  @inline(__always)
  private func put(
    _ entry: TLBEntry, way: UInt64, valid: UInt64, _ turn: UInt64, _ first: Int,
    _ words: inout MutableSpan<UInt64>
  ) -> TLBEntry? {
    words[unchecked: first &+ 1] = turn &<< 56 | valid | 1 &<< way
    let place = first &+ 2 &+ Int(truncatingIfNeeded: way)
    words[unchecked: place] = entry.tag
    words[unchecked: place &+ ways] = entry.target
    return nil
  }

  /// Drops the entry of the page of `address`, if it is here.
  func remove(
    _ address: UInt64, _ level: PageTableLevel, in words: inout [UInt64]
  ) -> TLBEntry? {
    guard let entry = find(address, level, in: words.span) else { return nil }
    remove(inSetAt: start(ofSetFor: entry.tag), &words) { $0.tag == entry.tag }
    return entry
  }

  /// Drops all entries, or all but the global ones.
  @inline(__always)
  mutating func removeAll(keepingGlobal: Bool, in words: inout [UInt64]) {
    guard !isEmpty else { return }
    if keepingGlobal, mayHaveGlobal {
      removeNonglobal(in: &words)
    } else {
      timesEmptied &+= 1
      (isEmpty, mayHaveGlobal) = (true, false)
    }
  }

  /// All entries with their places: set by set, way by way.
  func contents(in words: [UInt64]) -> [(set: Int, way: Int, entry: TLBEntry)] {
    (0..<sets).flatMap { set in
      let first = start + set * stride
      let filled = words[first] == timesEmptied ? words[first + 1] & Self.validBits : 0
      return (0..<ways).filter { filled >> UInt64($0) & 1 == 1 }.map { way in
        let place = first + 2 + way
        return (set, way, TLBEntry(tag: words[place], target: words[place + ways]))
      }
    }
  }

  @inline(never)
  private func removeNonglobal(in words: inout [UInt64]) {
    for set in 0..<sets { remove(inSetAt: start + set * stride, &words) { !$0.isGlobal } }
  }

  private func remove(
    inSetAt first: Int, _ words: inout [UInt64], where isGone: (TLBEntry) -> Bool
  ) {
    guard words[first] == timesEmptied else { return }
    for way in 0..<ways where words[first + 1] >> UInt64(way) & 1 == 1 {
      let place = first + 2 + way
      if isGone(TLBEntry(tag: words[place], target: words[place + ways])) {
        words[first + 1] &= ~(1 << UInt64(way))
      }
    }
  }

  private static let validBits: UInt64 = (1 << 56) - 1

  private var stride: Int { 2 &+ 2 &* ways }

  /// The place of the set's first word. The low bits of the page's number choose the set.
  @inline(__always)
  private func start(ofSetFor tag: UInt64) -> Int {
    start &+ (Int(truncatingIfNeeded: tag &>> TLBEntry.shift(tag)) & (sets &- 1)) &* stride
  }
}
