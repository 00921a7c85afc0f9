import MemoryCore

/// The translation lookaside buffer: recent translations, in two levels.
///
/// The first level has a part for each page size, the second one for 4 KiB and 2 MiB pages
/// together. A walk fills both levels; what is found in the second is put in the first. Nothing
/// in here follows a change of the tables: an entry stays as it was made until it is flushed or
/// pushed out, or its page faults.
public struct TLB: Sendable {
  /// Translations found in the first level.
  public internal(set) var hits: UInt64 = 0
  /// Translations found in the second level.
  public internal(set) var secondLevelHits: UInt64 = 0
  /// Translations that needed a walk; a first write that has to set the dirty bit is one too.
  public internal(set) var misses: UInt64 = 0
  /// The sizes.
  public let shape: TLBShape

  /// Host pages for the kernel's reads and writes.
  private(set) var hostReads = HostPageCache()
  private(set) var hostWrites = HostPageCache()
  var small: TLBPart
  var large: TLBPart
  var huge: TLBPart
  var second: TLBPart
  /// The entries of all parts.
  private(set) var words: [UInt64] = []

  /// An empty TLB.
  public init(shape: TLBShape = TLBShape()) {
    self.shape = shape
    small = TLBPart(shape.small, &words)
    large = TLBPart(shape.large, &words)
    huge = TLBPart(shape.huge, &words)
    second = TLBPart(shape.second, &words)
  }
}

extension TLB {
  /// Where a translation was found.
  enum Found {
    case first(TLBEntry)
    case second(TLBEntry)
  }

  /// Whether there is no translation.
  var isEmpty: Bool { small.isEmpty && large.isEmpty && huge.isEmpty && second.isEmpty }

  /// Looks among the 4 KiB pages of the first level; counts nothing.
  @inline(__always)
  func findSmall(_ address: LinearAddress) -> TLBEntry? {
    small.find(address.rawValue, .p1, in: words.span)
  }

  /// Looks in both levels; counts nothing.
  @inline(__always)
  func find(_ address: LinearAddress) -> Found? {
    let address = address.rawValue
    let words = words.span
    if let entry = small.find(address, .p1, in: words) { return .first(entry) }
    if let entry = large.find(address, .p2, in: words) { return .first(entry) }
    if let entry = huge.find(address, .p3, in: words) { return .first(entry) }
    if let entry = second.find(address, .p1, in: words) { return .second(entry) }
    if let entry = second.find(address, .p2, in: words) { return .second(entry) }
    return nil
  }

  mutating func countHit() { hits &+= 1 }

  mutating func countMiss() { misses &+= 1 }

  /// Counts a hit in the second level and puts the entry in the first.
  mutating func countSecondLevelHit(_ entry: TLBEntry) {
    secondLevelHits &+= 1
    insertInFirst(entry)
  }

  /// Adds what a walk found; the page must not be here.
  mutating func insert(_ entry: TLBEntry) {
    insertInFirst(entry)
    if entry.level != .p3 { _ = second.insert(entry, in: &words) }
  }

  /// Does what `insert` does, for a page of 4 KiB.
  @inline(__always)
  mutating func insertSmall(_ entry: TLBEntry) {
    let old = Self.insert(entry, in: &small, and: &second, &words)
    if old != nil { forgetHostPages(of: old) }
  }

  @inline(__always)
  private static func insert(
    _ entry: TLBEntry, in first: inout TLBPart, and second: inout TLBPart,
    _ words: inout [UInt64]
  ) -> TLBEntry? {
    var words = words.mutableSpan
    _ = second.insert(entry, in: &words)
    return first.insert(entry, in: &words)
  }

  /// Drops the translations of the page of `address`, of any size, global ones too.
  mutating func remove(_ address: LinearAddress) {
    let address = address.rawValue
    forgetHostPages(of: small.remove(address, .p1, in: &words))
    forgetHostPages(of: large.remove(address, .p2, in: &words))
    forgetHostPages(of: huge.remove(address, .p3, in: &words))
    _ = second.remove(address, .p1, in: &words)
    _ = second.remove(address, .p2, in: &words)
  }

  /// Drops all translations, or all but the global ones.
  mutating func removeAll(keepingGlobal: Bool) {
    small.removeAll(keepingGlobal: keepingGlobal, in: &words)
    large.removeAll(keepingGlobal: keepingGlobal, in: &words)
    huge.removeAll(keepingGlobal: keepingGlobal, in: &words)
    second.removeAll(keepingGlobal: keepingGlobal, in: &words)
    forgetHostPages()
  }

  /// Notes where the host has a page that the first level holds.
  mutating func noteHostPage(
    _ words: UnsafeMutablePointer<UInt64>, of address: LinearAddress, forWriting: Bool
  ) {
    if forWriting {
      hostWrites.insert(address.rawValue, words)
    } else {
      hostReads.insert(address.rawValue, words)
    }
  }

  /// Forgets where the host has pages; no translation is lost.
  mutating func forgetHostPages() {
    hostReads.removeAll()
    hostWrites.removeAll()
  }

  /// The bytes of the host that this value keeps alive, beyond what it shares with another.
  func bytesUnshared(with other: TLB) -> Int {
    let isShared = words.withUnsafeBufferPointer { mine in
      other.words.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
    }
    // Where the host has pages is noted anew behind every copy.
    return (isShared ? 0 : words.count * 8) + 2 * HostPageCache.byteCount
  }

  private mutating func insertInFirst(_ entry: TLBEntry) {
    let old =
      switch entry.level {
      case .p1: small.insert(entry, in: &words)
      case .p2: large.insert(entry, in: &words)
      default: huge.insert(entry, in: &words)
      }
    forgetHostPages(of: old)
  }

  @inline(never)
  private mutating func forgetHostPages(of entry: TLBEntry?) {
    guard let entry else { return }
    hostReads.remove(entry)
    hostWrites.remove(entry)
  }
}
