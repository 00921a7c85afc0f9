/// The place of an entry in a page table, 0 to 511.
public struct PageTableIndex: Hashable, Sendable {
  /// The index as a number.
  public let rawValue: UInt16

  /// The index `rawValue`; 512 and above is the caller's bug and traps.
  public init(_ rawValue: UInt16) {
    precondition(rawValue < 512, "a page table has 512 entries")
    self.rawValue = rawValue
  }

  /// The index in the low nine bits of `bits`.
  public init(truncating bits: UInt64) {
    rawValue = UInt16(truncatingIfNeeded: bits & 0x1ff)
  }

  /// The distance in bytes of the entry from the start of its table.
  public var byteOffset: UInt64 { UInt64(rawValue) &* 8 }
}

extension PageTableIndex: Comparable {
  /// Orders indices as numbers.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How far a table is from the pages: entries of a P1 table map 4 KiB pages, a P4 table is the
/// root of 4-level paging, a P5 table that of 5-level paging.
public enum PageTableLevel: UInt8, CaseIterable, Comparable, Sendable {
  /// Page table: maps 4 KiB pages.
  case p1 = 1
  /// Page directory: points to P1 tables or maps 2 MiB pages.
  case p2
  /// Page-directory-pointer table: points to P2 tables or maps 1 GiB pages.
  case p3
  /// PML4 table.
  case p4
  /// PML5 table, only with CR4.LA57.
  case p5

  /// The lowest address bit that selects an entry of this level: 12, 21, 30, 39 or 48.
  public var shift: UInt64 { 3 &+ 9 &* UInt64(rawValue) }

  /// The bytes of virtual memory that one entry of this level spans.
  public var entrySpan: UInt64 { 1 << shift }

  /// The level that entries of this one point to; `nil` below P1.
  public var below: PageTableLevel? { PageTableLevel(rawValue: rawValue - 1) }

  /// Orders levels from the pages to the root.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
