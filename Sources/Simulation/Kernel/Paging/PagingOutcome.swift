public import MemoryCore

/// What a command on page tables did.
public enum PagingOutcome: Equatable, Sendable {
  /// Pages were mapped.
  case mapped(PageMapping)
  /// Pages were unmapped; `freed` frames were given back.
  case unmapped(
    page: VirtualAddress, size: PageSizeName, frame: PhysicalAddress, count: UInt64, freed: UInt64)
  /// Emptied page tables were freed.
  case cleaned(tables: Int)
  /// Flags were replaced, of the page's entry or of one above it.
  case protected(
    page: VirtualAddress, size: PageSizeName, before: PageTableEntry, after: PageTableEntry,
    level: PageTableLevel)
  /// The kernel's walk found this.
  case translated(VirtualAddress, Translation)
}

/// Pages that were mapped.
public struct PageMapping: Equatable, Sendable {
  /// The first page.
  public var page: VirtualAddress
  /// The first frame.
  public var frame: PhysicalAddress
  /// The page size.
  public var size: PageSizeName
  /// How many pages.
  public var count: UInt64
  /// How many page tables were created.
  public var tables: Int
  /// Whether the frames were allocated for it.
  public var allocatedFrames: Bool
}

extension PagingOutcome {
  func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .mapped(let mapping):
      visit(.virtual(mapping.page, bytes: mapping.count * mapping.size.bytes))
    case .unmapped(let page, let size, _, let count, _):
      visit(.virtual(page, bytes: count * size.bytes))
    case .protected(let page, let size, _, _, _): visit(.virtual(page, bytes: size.bytes))
    case .translated(let address, _): visit(.virtual(address, bytes: 1))
    case .cleaned: break
    }
  }
}
