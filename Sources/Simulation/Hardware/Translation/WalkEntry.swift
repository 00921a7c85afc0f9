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

  var isPresent: Bool { rawValue & 1 != 0 }
  var isWritable: Bool { rawValue & 1 << 1 != 0 }
  var isUser: Bool { rawValue & 1 << 2 != 0 }
  var pageSize: Bool { rawValue & Self.pageSizeBit != 0 }
  var isGlobal: Bool { rawValue & 1 << 8 != 0 }
  var key: UInt8 { UInt8(rawValue >> 59 & 15) }
  var noExecute: Bool { rawValue & Self.noExecuteBit != 0 }

  private static let pageSizeBit: UInt64 = 1 << 7
  private static let noExecuteBit: UInt64 = 1 << 63

  /// Whether the entry maps a page rather than pointing to a table.
  func isLeaf(at level: PageTableLevel) -> Bool {
    level == .p1 || (pageSize && level <= .p3)
  }

  /// The bits that are set but must not be.
  func reservedBits(
    at level: PageTableLevel, noExecuteEnabled: Bool, physicalAddressBits: Int
  ) -> UInt64 {
    var reserved: UInt64 = (1 &<< 52) &- (1 &<< UInt64(physicalAddressBits))
    if !noExecuteEnabled { reserved |= Self.noExecuteBit }
    if level >= .p4 {
      reserved |= Self.pageSizeBit
    } else if level > .p1, pageSize {
      // Between the frame and bit 12, which is PAT in an entry that maps a huge page.
      reserved |= (level.entrySpan &- 1) & ~0x1fff
    }
    return rawValue & reserved
  }
}
