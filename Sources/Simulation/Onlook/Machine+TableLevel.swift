public import MemoryCore

extension Machine {
  /// The level of the page table in a frame; `nil` if CR3 leads to no table there.
  /// O(tables · 512).
  public func tableLevel(of frame: Frame<Size4KiB>) -> PageTableLevel? {
    guard let stage = kernel.stage, stage >= .tables else { return nil }
    let registers = hardware.registers
    return level(of: frame, from: PageTable(frame: registers.cr3.root), registers.rootLevel)
  }

  private func level(
    of frame: Frame<Size4KiB>, from table: PageTable, _ level: PageTableLevel
  ) -> PageTableLevel? {
    if table.frame == frame { return level }
    guard let below = level.below, level > .p1 else { return nil }
    for index in 0..<PageTable.entryCount {
      let word = hardware.physical.peek(table.address(of: PageTableIndex(index)))
      guard case .success(let next) = PageTableEntry(rawValue: word).table else { continue }
      if let found = self.level(of: frame, from: next, below) { return found }
    }
    return nil
  }
}
