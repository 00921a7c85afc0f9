public import MemoryCore

/// An entry on the way from a root table to an address, as it stands in RAM.
public struct PathEntry: Equatable, Sendable {
  /// The level of the table.
  public let level: PageTableLevel
  /// The place of the entry in the table.
  public let index: PageTableIndex
  /// Where the entry is.
  public let address: PhysicalAddress
  /// The entry.
  public let entry: PageTableEntry
}

extension Machine {
  /// The entries on the way to an address, down to the one that maps it or that is not present;
  /// empty before the tables are built. O(levels).
  public func path(
    to address: LinearAddress, in space: AddressSpace = .current
  ) -> [PathEntry] {
    guard let root = tableRoot(of: space) else { return [] }
    var path: [PathEntry] = []
    var table = PageTable(frame: root.frame)
    var level: PageTableLevel? = root.level
    while let current = level {
      let index = address.index(at: current)
      let place = table.address(of: index)
      let entry = PageTableEntry(rawValue: hardware.physical.peek(place))
      path.append(PathEntry(level: current, index: index, address: place, entry: entry))
      guard case .success(let next) = entry.table else { break }
      table = next
      level = current.below
    }
    return path
  }

  /// The entry that maps a frame, other than that of the mapping of all memory: the first by
  /// address. O(tables · 512).
  public func entry(
    mapping frame: UInt64, in space: AddressSpace = .current
  ) -> (place: PhysicalAddress, address: UInt64, level: PageTableLevel)? {
    guard let root = tableRoot(of: space) else { return nil }
    var found: (place: PhysicalAddress, address: UInt64, level: PageTableLevel)?
    TableWalk.run(below: root, in: hardware.physical) { table, words in
      for index in words.indices {
        let entry = PageTableEntry(rawValue: words[index])
        guard entry.maps(at: table.level) else { continue }
        let first = entry.address.rawValue >> 12
        guard first <= frame, frame - first < table.level.entrySpan >> 12 else { continue }
        let address = table.address(of: index)
        guard !kernel.isInPhysicalMemoryWindow(address) else { continue }
        if let found, found.address <= address { continue }
        found = (table.place(of: index), address, table.level)
      }
      return .below
    }
    return found
  }
}

extension PageTableEntry {
  /// Whether the entry maps a page itself, if it stands in a table of a level.
  public func maps(at level: PageTableLevel) -> Bool {
    isPresent && (level == .p1 || isHuge && level <= .p3)
  }
}
