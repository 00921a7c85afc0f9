public import MemoryCore

extension Hardware {
  /// The bits of a present entry that must not be set at its level: the MMU faults on them. 0 if
  /// the entry is right (Intel SDM vol. 3, 4.7). O(1).
  ///
  /// Depends on EFER.NXE and on the number of physical address bits.
  public func reservedBits(of entry: PageTableEntry, at level: PageTableLevel) -> UInt64 {
    WalkEntry.ReservedBits(
      noExecuteEnabled: registers.efer[.nxe], physicalAddressBits: physicalAddressBits
    ).of(WalkEntry(rawValue: entry.rawValue), at: level)
  }
}
