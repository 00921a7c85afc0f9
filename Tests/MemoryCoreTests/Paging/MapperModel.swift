import MemoryCore

/// The entries of a mapper by the stretch of memory that they stand for: no tables, no memory.
///
/// All flags hold the present bit, as those of any useful mapping do.
struct MapperModel: Equatable {
  /// An entry's level, and its address divided by the span of the level's entries.
  struct Place: Hashable {
    let level: PageTableLevel
    let number: UInt64

    init(_ level: PageTableLevel, of address: VirtualAddress) {
      self.level = level
      number = (address.rawValue & 0xffff_ffff_ffff) >> level.shift
    }
  }

  /// What an entry holds.
  enum Entry: Equatable {
    case table(PageTableFlags)
    case page(start: UInt64, PageTableFlags)
  }

  /// Why an operation is refused.
  enum Refusal: Error, Equatable {
    case hugePageAbove
    case inUse
    case notMapped
    case otherSize
  }

  private(set) var entries: [Place: Entry] = [:]

  /// The mapped pages: level and address.
  var pages: [(level: PageTableLevel, start: VirtualAddress)] {
    entries.compactMap { place, entry in
      guard case .page = entry else { return nil }
      return (place.level, VirtualAddress(truncating: place.number << place.level.shift))
    }
  }

  var tableCount: Int { entries.count { if case .table = $0.value { true } else { false } } }

  mutating func map(
    _ address: VirtualAddress, _ level: PageTableLevel, to start: UInt64, _ flags: PageTableFlags
  ) throws(Refusal) {
    let inherited = flags.intersection([.present, .writable, .userAccessible])
    for above in levels(above: level) {
      switch entries[Place(above, of: address)] {
      case nil: entries[Place(above, of: address)] = .table(inherited)
      case .table(let old): entries[Place(above, of: address)] = .table(old.union(inherited))
      case .page(let frame, let old):
        // As the crate, the mapper adds the flags before it looks for the huge-page bit.
        entries[Place(above, of: address)] = .page(start: frame, old.union(inherited))
        throw .hugePageAbove
      }
    }
    guard entries[Place(level, of: address)] == nil else { throw .inUse }
    entries[Place(level, of: address)] = .page(
      start: start, level == .p1 ? flags : flags.union(.hugePage))
  }

  mutating func unmap(
    _ address: VirtualAddress, _ level: PageTableLevel
  ) throws(Refusal) -> UInt64 {
    try checkAbove(address, level)
    switch entries[Place(level, of: address)] {
    case nil: throw .notMapped
    case .table: throw .otherSize
    case .page(let start, _):
      entries[Place(level, of: address)] = nil
      return start
    }
  }

  mutating func setFlags(
    _ address: VirtualAddress, _ level: PageTableLevel, _ flags: PageTableFlags
  ) throws(Refusal) {
    try checkAbove(address, level)
    guard case .page(let start, _) = entries[Place(level, of: address)] else {
      throw entries[Place(level, of: address)] == nil ? .notMapped : .otherSize
    }
    entries[Place(level, of: address)] = .page(
      start: start, level == .p1 ? flags : flags.union(.hugePage))
  }

  /// The page that an address lies in: its level, its frame's start and its flags.
  func page(at address: VirtualAddress) -> (PageTableLevel, UInt64, PageTableFlags)? {
    for level in [PageTableLevel.p1, .p2, .p3] {
      if case .page(let start, let flags) = entries[Place(level, of: address)] {
        return (level, start, flags)
      }
    }
    return nil
  }

  /// Forgets the tables that hold nothing; how many there were.
  mutating func cleanUp() -> Int {
    var count = 0
    for level in [PageTableLevel.p2, .p3, .p4] {
      for (place, entry) in entries where place.level == level {
        guard case .table = entry, let below = level.below else { continue }
        let isUsed = entries.keys.contains {
          $0.level == below && $0.number >> 9 == place.number
        }
        guard !isUsed else { continue }
        entries[place] = nil
        count += 1
      }
    }
    return count
  }

  private func checkAbove(
    _ address: VirtualAddress, _ level: PageTableLevel
  ) throws(Refusal) {
    for above in levels(above: level) {
      switch entries[Place(above, of: address)] {
      case nil: throw .notMapped
      case .table: continue
      case .page: throw .hugePageAbove
      }
    }
  }

  private func levels(above level: PageTableLevel) -> [PageTableLevel] {
    [.p4, .p3, .p2].filter { $0 > level }
  }
}
