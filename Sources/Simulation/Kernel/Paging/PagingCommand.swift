public import MemoryCore

/// The commands on page tables.
public enum PagingCommand: Equatable, Sendable {
  /// Maps pages.
  indirect case map(MapRequest)
  /// Maps the page at a frame's own address.
  case identityMap(Operand, size: PageSizeName, flags: PageTableFlags)
  /// Unmaps pages.
  case unmap(Operand, size: PageSizeName, count: UInt64, freeFrames: Bool)
  /// Frees emptied page tables, all or those that map pages from one address to another.
  case clean(ClosedRange<UInt64>?)
  /// Replaces flags: of the page's entry, or at P2 to P4 of the entry above it.
  case protect(Operand, size: PageSizeName, flags: PageTableFlags, level: PageTableLevel)
  /// The kernel's walk.
  case translate(Operand)
}

/// Which pages `map` asks for.
public struct MapRequest: Equatable, Sendable {
  /// The first page's address.
  public var page: Operand
  /// The first frame's address; `nil` to allocate frames.
  public var frame: Operand?
  /// The page size.
  public var size: PageSizeName
  /// The flags of the pages' entries.
  public var flags: PageTableFlags
  /// How many pages.
  public var count: UInt64
  /// The flags of the entries above; `nil` for those that the crate derives from `flags`.
  public var tableFlags: PageTableFlags?

  /// A request.
  public init(
    page: Operand, frame: Operand?, size: PageSizeName, flags: PageTableFlags, count: UInt64,
    tableFlags: PageTableFlags?
  ) {
    self.page = page
    self.frame = frame
    self.size = size
    self.flags = flags
    self.count = count
    self.tableFlags = tableFlags
  }
}

/// The page sizes by their names in scripts.
public enum PageSizeName: String, CaseIterable, Sendable {
  /// 4 KiB.
  case small = "4K"
  /// 2 MiB.
  case large = "2M"
  /// 1 GiB.
  case giant = "1G"

  /// The bytes of a page.
  public var bytes: UInt64 { level.entrySpan }

  /// The level of the entries that map pages of this size.
  public var level: PageTableLevel {
    switch self {
    case .small: .p1
    case .large: .p2
    case .giant: .p3
    }
  }

  /// The size that entries of a level map.
  public init?(_ level: PageTableLevel) {
    switch level {
    case .p1: self = .small
    case .p2: self = .large
    case .p3: self = .giant
    case .p4, .p5: return nil
    }
  }
}

extension PagingCommand {
  func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .map(let request):
      visit(.pages(request.count, request.size, at: request.page, "page"))
      if let frame = request.frame {
        visit(.physical(request.size.bytes, at: frame, "frame"))
      }
    case .identityMap(let frame, let size, _):
      visit(.physical(size.bytes, at: frame, "frame"))
    case .unmap(let page, let size, let count, _): visit(.pages(count, size, at: page, "page"))
    case .clean: break
    case .protect(let page, let size, _, _): visit(.pages(1, size, at: page, "page"))
    case .translate(let address): visit(.bytes(1, at: address, "address"))
    }
  }

  var bootBefore: BootStage? {
    switch self {
    case .map, .identityMap, .unmap, .clean, .protect, .translate: .handover
    }
  }
}
