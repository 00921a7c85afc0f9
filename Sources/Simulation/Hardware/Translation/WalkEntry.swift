import MemoryCore

/// An entry of a page table as the MMU sees it (Intel SDM vol. 3, 4.5).
///
///      63   62 59 58  52 51            12 11  9   8    7    6   5   4     3     2     1    0
///     | XD | key | ignored | table or frame | avl | G | PS | D | A | PCD | PWT | U/S | R/W | P |
struct WalkEntry {
  static let addressBits: UInt64 = 0x000f_ffff_ffff_f000
  static let accessed: UInt64 = 1 << 5
  static let dirty: UInt64 = 1 << 6

  let rawValue: UInt64

  var isPresent: Bool { rawValue & Self.presentBit != 0 }
  var isWritable: Bool { rawValue & 1 << 1 != 0 }
  var isUser: Bool { rawValue & 1 << 2 != 0 }
  var pageSize: Bool { rawValue & Self.pageSizeBit != 0 }
  var isGlobal: Bool { rawValue & 1 << 8 != 0 }
  var key: UInt8 { UInt8(rawValue >> 59 & 15) }
  var noExecute: Bool { rawValue & Self.noExecuteBit != 0 }
  /// The address of the table, in an entry that points to one.
  var table: UInt64 { rawValue & Self.addressBits }

  private static let presentBit: UInt64 = 1
  private static let pageSizeBit: UInt64 = 1 << 7
  private static let noExecuteBit: UInt64 = 1 << 63

  /// Which bits must not be set.
  struct ReservedBits {
    private let always: UInt64

    init(noExecuteEnabled: Bool, physicalAddressBits: Int) {
      let address: UInt64 = (1 &<< 52) &- (1 &<< UInt64(truncatingIfNeeded: physicalAddressBits))
      always = noExecuteEnabled ? address : address | WalkEntry.noExecuteBit
    }

    /// Whether an entry above P1 is present and right and points to a table.
    func isPlainPointer(_ entry: WalkEntry) -> Bool {
      entry.rawValue & (always | WalkEntry.pageSizeBit | WalkEntry.presentBit)
        == WalkEntry.presentBit
    }

    /// Whether the entries above P1 with these bits are plain pointers and accessed, all of them.
    @inline(__always)
    func areUsedPlainPointers(_ path: PathBits) -> Bool {
      let needed = WalkEntry.presentBit | WalkEntry.accessed
      return path.any & (always | WalkEntry.pageSizeBit) | ~path.all & needed == 0
    }

    /// Whether a P1 entry is present and right.
    @inline(__always)
    func isPage(_ entry: WalkEntry) -> Bool {
      entry.rawValue & (always | WalkEntry.presentBit) == WalkEntry.presentBit
    }

    /// The bits of an entry that are set but must not be.
    func of(_ entry: WalkEntry, at level: PageTableLevel) -> UInt64 {
      guard entry.pageSize, level > .p1 else { return entry.rawValue & always }
      if level >= .p4 { return entry.rawValue & (always | WalkEntry.pageSizeBit) }
      // Between the frame and bit 12, which is PAT in an entry that maps a huge page.
      return entry.rawValue & (always | (level.entrySpan &- 1) & ~0x1fff)
    }
  }
}

/// What the entries on the way to a page have in common.
struct PathBits {
  /// The bits that are set in all entries.
  private(set) var all: UInt64 = .max
  /// The bits that are set in any.
  private(set) var any: UInt64 = 0

  init() {}

  /// Those of three entries.
  init(_ first: WalkEntry, _ second: WalkEntry, _ third: WalkEntry) {
    all = first.rawValue & second.rawValue & third.rawValue
    any = first.rawValue | second.rawValue | third.rawValue
  }

  mutating func append(_ entry: WalkEntry) {
    all &= entry.rawValue
    any |= entry.rawValue
  }
}
