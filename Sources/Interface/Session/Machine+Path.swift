public import MemoryCore
public import Simulation

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
