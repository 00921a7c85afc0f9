/// A 64-bit CPU register in which single bits have names.
public protocol ControlRegister: Hashable, Sendable {
  /// The bits that have names; the raw value is the place, 0 to 63.
  associatedtype Bit: RawRepresentable<Int> & CaseIterable & Sendable
  /// All 64 bits.
  var rawValue: UInt64 { get set }
  /// The register with the given bits, whether or not a CPU would accept them.
  init(rawValue: UInt64)
}

extension ControlRegister {
  /// The named bits, set.
  public init(_ bits: Bit...) {
    self.init(rawValue: bits.reduce(0) { $0 | 1 << UInt64($1.rawValue) })
  }

  /// One bit by its name.
  public subscript(bit: Bit) -> Bool {
    get { rawValue &>> UInt64(bit.rawValue) & 1 == 1 }
    set {
      let mask: UInt64 = 1 &<< UInt64(bit.rawValue)
      rawValue = newValue ? rawValue | mask : rawValue & ~mask
    }
  }

  /// The bits that have names.
  static var namedBits: UInt64 { Bit.allCases.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
}
