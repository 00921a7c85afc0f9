/// Control register 4 (Intel SDM vol. 3, 2.5), as far as this CPU has the features.
///
///      22    21     20    18        16         12    11     10     9     8    7    6 ...
///     | PKE | SMAP | SMEP | OSXSAVE | FSGSBASE | LA57 | UMIP | OSXMM | OSFXSR | PCE | PGE | MCE
///       5    4    3    2    1    0
///     | PAE | PSE | DE | TSD | PVI | VME |
public struct CR4: ControlRegister {
  /// The register's bits; all others are reserved. Process-context identifiers (PCIDE) are not
  /// among this CPU's features.
  public enum Bit: Int, CaseIterable, Sendable {
    /// Virtual-8086 mode extensions.
    case vme = 0
    /// Protected-mode virtual interrupts.
    case pvi
    /// Time stamp disable.
    case tsd
    /// Debugging extensions.
    case de
    /// Page size extensions; without meaning in long mode.
    case pse
    /// Physical address extension; always set in long mode.
    case pae
    /// Machine-check enable.
    case mce
    /// Global pages survive a load of CR3.
    case pge
    /// Performance counters for users.
    case pce
    /// FXSAVE and FXRSTOR.
    case osfxsr
    /// SIMD floating-point exceptions.
    case osxmmexcpt
    /// User-mode instruction prevention.
    case umip
    /// 57-bit linear addresses: 5-level paging.
    case la57
    /// RDFSBASE and its like.
    case fsgsbase = 16
    /// XSAVE.
    case osxsave = 18
    /// Supervisor-mode execution prevention: the kernel must not fetch from user pages.
    case smep = 20
    /// Supervisor-mode access prevention: the kernel must not read or write user pages while
    /// RFLAGS.AC is 0.
    case smap
    /// Protection keys for user pages.
    case pke
  }

  /// All bits.
  public var rawValue: UInt64

  /// The register with the given bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }
}
