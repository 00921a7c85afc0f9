/// The extended feature enable register, a model-specific one (Intel SDM vol. 4, C000_0080H).
///
///      63   12  11   10         8         0
///     |  0   | NXE | LMA | 0 | LME |  0  | SCE |
public struct EFER: ControlRegister {
  /// The number by which RDMSR and WRMSR know the register.
  public static let msr: UInt32 = 0xc000_0080

  /// The register's bits; all others are reserved.
  public enum Bit: Int, CaseIterable, Sendable {
    /// SYSCALL and SYSRET.
    case sce = 0
    /// Long mode enable; always set in long mode.
    case lme = 8
    /// Long mode active: follows from LME and paging.
    case lma = 10
    /// No-execute enable: bit 63 of an entry forbids fetches; otherwise it is reserved.
    case nxe
  }

  /// All bits.
  public var rawValue: UInt64

  /// The register with the given bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }
}
