public import MemoryCore

/// What the page tables are not fit for.
public enum PagingRefusal: Equatable, Sendable {
  /// A page is mapped already.
  case alreadyMapped(VirtualAddress, to: PhysicalAddress)
  /// An entry above the page maps a larger page.
  case parentEntryHugePage(VirtualAddress, PageTableLevel)
  /// A page is not mapped.
  case notMapped(VirtualAddress)
  /// An entry that the page needs lacks the present bit but is in use.
  case tableNotPresent(VirtualAddress, PageTableLevel)
  /// The entry maps no page of the size: its address does not fit.
  case invalidFrameAddress(PhysicalAddress)
  /// Flags that an entry of this kind cannot have.
  case impossibleFlags(PageTableFlags)
  /// A page of this size has no entry of that level above it.
  case noParentEntry(PageTableLevel, PageSizeName)
  /// So many entries lead to tables which others lead to that whoever follows each does not end.
  case tablesInCircles(visits: UInt64, tables: Int)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case alreadyMapped = "already-mapped"
    case hugePage = "huge-page"
    case notMapped = "not-mapped"
    case tableNotPresent = "table-not-present"
    case invalidFrame = "invalid-frame"
    case flags
    case noParentEntry = "no-parent-entry"
    case tablesInCircles = "tables-in-circles"
  }

  var word: Word {
    switch self {
    case .alreadyMapped: .alreadyMapped
    case .parentEntryHugePage: .hugePage
    case .notMapped: .notMapped
    case .tableNotPresent: .tableNotPresent
    case .invalidFrameAddress: .invalidFrame
    case .impossibleFlags: .flags
    case .noParentEntry: .noParentEntry
    case .tablesInCircles: .tablesInCircles
    }
  }
}
