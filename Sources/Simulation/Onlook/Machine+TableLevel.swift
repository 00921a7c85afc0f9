public import MemoryCore

extension Machine {
  /// The level of the page table in a frame, the highest if it is read at several; `nil` if CR3 leads
  /// to no table there. O(levels).
  public func tableLevel(of frame: Frame<Size4KiB>) -> PageTableLevel? {
    PageTableLevel.allCases.last { tables.contains(frame, at: $0) }
  }
}
