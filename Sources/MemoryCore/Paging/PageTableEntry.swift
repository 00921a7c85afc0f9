/// One 64-bit entry of a page table; see `PageTableFlags` for its layout.
public struct PageTableEntry: Equatable, Sendable {
  /// The word in memory.
  public let rawValue: UInt64

  /// The entry with the bits of `rawValue`.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// An entry with an address, a multiple of 4 KiB, and flags.
  public init(address: PhysicalAddress, flags: PageTableFlags) {
    rawValue = address.rawValue | flags.rawValue
  }

  /// The entry that points to nothing: all bits zero.
  public static let unused = PageTableEntry(rawValue: 0)

  /// Whether all bits are zero. An entry that is not present may still hold other bits.
  public var isUnused: Bool { rawValue == 0 }

  /// Whether the present bit is set.
  public var isPresent: Bool { rawValue & PageTableFlags.present.rawValue != 0 }

  /// Whether the huge-page bit is set.
  public var isHuge: Bool { rawValue & PageTableFlags.hugePage.rawValue != 0 }

  /// Bits 51 to 12: the address of the frame or of the next table.
  public var address: PhysicalAddress {
    PhysicalAddress(unchecked: rawValue & 0x000f_ffff_ffff_f000)
  }

  /// All bits but those of the address.
  public var flags: PageTableFlags { PageTableFlags(rawValue: rawValue) }

  /// This entry with other flags.
  public func with(_ flags: PageTableFlags) -> PageTableEntry {
    PageTableEntry(address: address, flags: flags)
  }

  /// The table that the entry points to, or why it points to none.
  public var table: Result<PageTable, NoTable> {
    if !isPresent { return .failure(.notPresent) }
    if isHuge { return .failure(.hugePage) }
    return .success(PageTable(frame: Frame(containing: address)))
  }

  /// Why an entry points to no table.
  public enum NoTable: Error, Equatable, Sendable {
    /// The present bit is clear.
    case notPresent
    /// The entry maps a huge page.
    case hugePage
  }
}
