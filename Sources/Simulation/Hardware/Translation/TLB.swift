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
  public private(set) var secondLevelHits: UInt64 = 0
  /// Translations that needed a walk; a first write that has to set the dirty bit is one too.
  public private(set) var misses: UInt64 = 0
  /// The sizes.
  public let shape: TLBShape

  /// Host pages for the kernel's reads and writes.
  private(set) var hostReads = HostPageCache()
  private(set) var hostWrites = HostPageCache()
  var small: TLBPart
  var large: TLBPart
  var huge: TLBPart
  var second: TLBPart

  /// An empty TLB.
  public init(shape: TLBShape = TLBShape()) {
    self.shape = shape
    small = TLBPart(shape.small)
    large = TLBPart(shape.large)
    huge = TLBPart(shape.huge)
    second = TLBPart(shape.second)
  }
}

extension TLB {
  /// Where a translation was found.
  enum Found {
    case first(TLBEntry)
    case second(TLBEntry)
  }

  /// Looks in both levels; counts nothing.
  @inline(__always)
  func find(_ address: LinearAddress) -> Found? {
    let address = address.rawValue
    if let entry = small.find(address, .p1) ?? large.find(address, .p2) ?? huge.find(address, .p3) {
      return .first(entry)
    }
    return (second.find(address, .p1) ?? second.find(address, .p2)).map { .second($0) }
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
    if entry.level != .p3 { _ = second.insert(entry) }
  }

  /// Drops the translations of the page of `address`, of any size, global ones too.
  mutating func remove(_ address: LinearAddress) {
    let address = address.rawValue
    forgetHostPages(of: small.remove(address, .p1))
    forgetHostPages(of: large.remove(address, .p2))
    forgetHostPages(of: huge.remove(address, .p3))
    _ = second.remove(address, .p1)
    _ = second.remove(address, .p2)
  }

  /// Drops all translations, or all but the global ones.
  mutating func removeAll(keepingGlobal: Bool) {
    small.removeAll(keepingGlobal: keepingGlobal)
    large.removeAll(keepingGlobal: keepingGlobal)
    huge.removeAll(keepingGlobal: keepingGlobal)
    second.removeAll(keepingGlobal: keepingGlobal)
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

  private mutating func insertInFirst(_ entry: TLBEntry) {
    if entry.isSmall {
      forgetHostPages(of: small.insert(entry))
    } else if entry.level == .p2 {
      forgetHostPages(of: large.insert(entry))
    } else {
      forgetHostPages(of: huge.insert(entry))
    }
  }

  private mutating func forgetHostPages(of entry: TLBEntry?) {
    guard let entry else { return }
    hostReads.remove(entry)
    hostWrites.remove(entry)
  }
}
