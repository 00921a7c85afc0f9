/// A page size of x86-64: 4 KiB, 2 MiB or 1 GiB.
///
/// The sizes are types, so that a 2 MiB page cannot be mapped to a 4 KiB frame.
public protocol PageSize: Sendable {
  /// The level of the table whose entries map pages of this size.
  static var level: PageTableLevel { get }
}

extension PageSize {
  /// The bytes of one page.
  public static var bytes: UInt64 { level.entrySpan }
}

/// 4,096 bytes, mapped by P1 entries.
public enum Size4KiB: PageSize {
  /// P1.
  public static var level: PageTableLevel { .p1 }
}

/// 2 MiB, mapped by P2 entries with the huge-page bit.
public enum Size2MiB: PageSize {
  /// P2.
  public static var level: PageTableLevel { .p2 }
}

/// 1 GiB, mapped by P3 entries with the huge-page bit.
public enum Size1GiB: PageSize {
  /// P3.
  public static var level: PageTableLevel { .p3 }
}
