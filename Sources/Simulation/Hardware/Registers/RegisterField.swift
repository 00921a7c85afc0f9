/// A register, or a bit of one, that a script can read and set by name.
public struct RegisterField: Hashable, Sendable {
  /// A register by its name.
  public enum Register: String, CaseIterable, Sendable {
    /// Protection and paging.
    case cr0
    /// Address of the last page fault.
    case cr2
    /// Root table.
    case cr3
    /// Features.
    case cr4
    /// Long mode and no-execute.
    case efer
    /// Rights of protection keys.
    case pkru
  }

  /// The register.
  public let register: Register
  /// The place of the bit; `nil` for the whole register.
  public let bit: Int?

  /// Every field there is: each register, followed by its named bits.
  public static let all: [RegisterField] = Register.allCases.flatMap { register in
    [RegisterField(register)]
      + bits(of: register).map { RegisterField(register, bit: $0.bit) }
  }

  /// The field called `name`, if there is one.
  public init?(named name: String) {
    guard let field = Self.all.first(where: { $0.name == name }) else { return nil }
    self = field
  }

  /// A whole register.
  public init(_ register: Register) {
    self.init(register, bit: nil)
  }

  private init(_ register: Register, bit: Int?) {
    self.register = register
    self.bit = bit
  }

  /// The name: `cr3`, `cr0.wp`, `pkru.ad5`.
  public var name: String {
    // Not stored: a string among the data of outcomes would make every copy of one a call.
    Self.names[self] ?? register.rawValue
  }

  private static let names: [RegisterField: String] = {
    var names: [RegisterField: String] = [:]
    for register in Register.allCases {
      for (name, bit) in bits(of: register) {
        names[RegisterField(register, bit: bit)] = "\(register.rawValue).\(name)"
      }
    }
    return names
  }()

  private static func bits(of register: Register) -> [(name: String, bit: Int)] {
    switch register {
    case .cr0: CR0.Bit.allCases.map { ("\($0)", $0.rawValue) }
    case .cr2: []
    case .cr3: CR3.Bit.allCases.map { ("\($0)", $0.rawValue) }
    case .cr4: CR4.Bit.allCases.map { ("\($0)", $0.rawValue) }
    case .efer: EFER.Bit.allCases.map { ("\($0)", $0.rawValue) }
    case .pkru: (0..<32).map { ("\($0 % 2 == 0 ? "ad" : "wd")\($0 / 2)", $0) }
    }
  }
}
