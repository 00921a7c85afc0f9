/// Control register 0 (Intel SDM vol. 3, 2.5).
///
///      31   30   29      18     16        5    4    3    2    1    0
///     | PG | CD | NW | | AM | | WP | |  | NE | ET | TS | EM | MP | PE |
public struct CR0: ControlRegister {
  /// The register's bits; all others are reserved.
  public enum Bit: Int, CaseIterable, Sendable {
    /// Protection enable; always set in long mode.
    case pe = 0
    /// Monitor coprocessor.
    case mp
    /// Emulation.
    case em
    /// Task switched.
    case ts
    /// Extension type; always 1.
    case et
    /// Numeric error.
    case ne
    /// Write protect: the kernel, too, must not write to read-only pages.
    case wp = 16
    /// Alignment mask.
    case am = 18
    /// Not write-through.
    case nw = 29
    /// Cache disable.
    case cd
    /// Paging; always set in long mode.
    case pg
  }

  /// All bits.
  public var rawValue: UInt64

  /// The register with the given bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }
}
