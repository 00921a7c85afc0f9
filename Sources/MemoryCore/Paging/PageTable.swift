/// A table of 512 entries, which fills one 4 KiB frame.
public struct PageTable: Hashable, Sendable {
  /// Where the table is.
  public let frame: Frame<Size4KiB>

  /// The table in `frame`.
  public init(frame: Frame<Size4KiB>) { self.frame = frame }

  /// How many entries a table has.
  public static let entryCount: UInt16 = 512

  /// The address of the entry at `index`.
  public func address(of index: PageTableIndex) -> PhysicalAddress {
    PhysicalAddress(unchecked: frame.start.rawValue &+ index.byteOffset)
  }

  /// The entry at `index`.
  public func entry<M: Memory & ~Copyable>(
    at index: PageTableIndex, in memory: inout M
  ) -> PageTableEntry where M.Address == PhysicalAddress, M.Fault == Never {
    PageTableEntry(rawValue: memory.load(address(of: index)))
  }

  /// The entry for an address, in a table of this level.
  @inline(__always)
  public func entry<M: Memory & ~Copyable>(
    for address: VirtualAddress, at level: PageTableLevel, in memory: inout M
  ) -> PageTableEntry where M.Address == PhysicalAddress, M.Fault == Never {
    memory.enter(.pageTable(level), at: frame.start.rawValue)
    return entry(at: address.index(at: level), in: &memory)
  }

  /// Replaces the entry at `index`.
  public func set<M: Memory & ~Copyable>(
    _ entry: PageTableEntry, at index: PageTableIndex, in memory: inout M
  ) where M.Address == PhysicalAddress, M.Fault == Never {
    memory.store(entry.rawValue, at: address(of: index))
  }

  /// Makes all entries unused.
  public func clear<M: Memory & ~Copyable>(in memory: inout M)
  where M.Address == PhysicalAddress, M.Fault == Never {
    for index in 0..<UInt64(Self.entryCount) {
      memory.store(0, at: PhysicalAddress(unchecked: frame.start.rawValue &+ index &* 8))
    }
  }

  /// Whether no entry is in use.
  public func isEmpty<M: Memory & ~Copyable>(in memory: inout M) -> Bool
  where M.Address == PhysicalAddress, M.Fault == Never {
    for index in 0..<Self.entryCount
    where !entry(at: PageTableIndex(index), in: &memory).isUnused {
      return false
    }
    return true
  }
}
