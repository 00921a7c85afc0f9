/// The bits of a page-table entry that are not its address (Intel SDM vol. 3, 4.5).
///
///      63  62      52 51                  12 11  9  8   7   6   5   4    3    2   1   0
///     | NX | for OS  |  physical address   | OS | G | PS | D | A | PCD | PWT | U | W | P |
public struct PageTableFlags: OptionSet, Hashable, Sendable {
  /// The bits, at their places in the entry.
  public let rawValue: UInt64

  /// The flags among the bits of `rawValue`; address bits are dropped.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue & 0xfff0_0000_0000_0fff
  }

  /// P: the entry is in use.
  public static let present = PageTableFlags(rawValue: 1 << 0)
  /// R/W: writes are allowed.
  public static let writable = PageTableFlags(rawValue: 1 << 1)
  /// U/S: user mode may access.
  public static let userAccessible = PageTableFlags(rawValue: 1 << 2)
  /// PWT: the cache writes through.
  public static let writeThrough = PageTableFlags(rawValue: 1 << 3)
  /// PCD: not cached.
  public static let noCache = PageTableFlags(rawValue: 1 << 4)
  /// A: the CPU has used the entry.
  public static let accessed = PageTableFlags(rawValue: 1 << 5)
  /// D: the CPU has written to the page.
  public static let dirty = PageTableFlags(rawValue: 1 << 6)
  /// PS: a P2 or P3 entry maps a page itself.
  public static let hugePage = PageTableFlags(rawValue: 1 << 7)
  /// G: stays in the TLB when CR3 is loaded.
  public static let global = PageTableFlags(rawValue: 1 << 8)
  /// Bits 9 to 11 and 52 to 62: the CPU ignores them (59 to 62 hold the key if CR4.PKE is set).
  public static let available = PageTableFlags(rawValue: 0x7ff0_0000_0000_0e00)
  /// NX: instructions may not be fetched (with EFER.NXE).
  public static let noExecute = PageTableFlags(rawValue: 1 << 63)

  /// What the entries above a mapping get of its flags if the caller does not say.
  public static var inheritedByTables: PageTableFlags {
    [.present, .writable, .userAccessible]
  }
}
