public import MemoryCore

/// An entry on the way from CR3 to an address, as it stands in RAM.
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
  /// The entries on the way from CR3 to an address, down to the one that maps it or that is not
  /// present; empty before the tables are built.
  public func path(to address: LinearAddress) -> [PathEntry] {
    guard let stage = kernel.stage, stage >= .tables else { return [] }
    var path: [PathEntry] = []
    var table = PageTable(frame: hardware.registers.cr3.root)
    var level: PageTableLevel? = hardware.registers.rootLevel
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
}

extension Machine {
  /// The entry that maps a frame, other than that of the mapping of all memory: the first by
  /// address. O(tables · 512).
  public func entry(
    mapping frame: UInt64
  ) -> (place: PhysicalAddress, address: UInt64, level: PageTableLevel)? {
    guard let stage = kernel.stage, stage >= .tables else { return nil }
    let registers = hardware.registers
    return entry(
      mapping: frame, in: PageTable(frame: registers.cr3.root), registers.rootLevel, base: 0)
  }

  private func entry(
    mapping frame: UInt64, in table: PageTable, _ level: PageTableLevel, base: UInt64
  ) -> (place: PhysicalAddress, address: UInt64, level: PageTableLevel)? {
    for index in 0..<PageTable.entryCount {
      let place = table.address(of: PageTableIndex(index))
      let entry = PageTableEntry(rawValue: hardware.physical.peek(place))
      let address = base | UInt64(index) << level.shift
      guard entry.isPresent, !kernel.isInPhysicalMemoryWindow(address) else { continue }
      if let below = level.below, case .success(let next) = entry.table {
        if let found = self.entry(mapping: frame, in: next, below, base: address) { return found }
      } else {
        let first = entry.address.rawValue >> 12
        if first <= frame, frame - first < level.entrySpan >> 12 { return (place, address, level) }
      }
    }
    return nil
  }
}
