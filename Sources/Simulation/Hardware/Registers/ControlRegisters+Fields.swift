extension ControlRegisters {
  /// The value of a register, or 0 or 1 for a bit.
  public func value(of field: RegisterField) -> UInt64 {
    let value = self[field.register]
    guard let bit = field.bit else { return value }
    return value >> UInt64(bit) & 1
  }

  /// The registers after `field` was set to `value`, on a CPU with `physicalAddressBits`.
  func setting(
    _ field: RegisterField, to value: UInt64, physicalAddressBits: Int
  ) throws(RegisterError) -> ControlRegisters {
    var raw = value
    if let bit = field.bit {
      guard value <= 1 else { throw .notABit(field, value) }
      raw = self[field.register] & ~(1 << UInt64(bit)) | value << UInt64(bit)
    }
    var changed = self
    changed[field.register] = raw
    try changed.validate(field.register, was: self[field.register], physicalAddressBits)
    return changed
  }

  private func validate(
    _ register: RegisterField.Register, was old: UInt64, _ physicalAddressBits: Int
  ) throws(RegisterError) {
    let new = self[register]
    let (reserved, fixed): (UInt64, UInt64) =
      switch register {
      case .cr0: (~CR0.namedBits, CR0(.pe, .et, .pg).rawValue)
      case .cr2: (0, 0)
      case .cr3: (.max << UInt64(physicalAddressBits), 0)
      case .cr4: (~CR4.namedBits, CR4(.pae, .la57).rawValue)
      case .efer: (~EFER.namedBits, EFER(.lme, .lma).rawValue)
      case .pkru: (~PKRU.namedBits, 0)
      }
    guard new & reserved == 0 else { throw .reservedBits(register, new & reserved) }
    guard (new ^ old) & fixed == 0 else { throw .fixed(register, (new ^ old) & fixed) }
    guard !cr0[.nw] || cr0[.cd] else { throw .notWriteThroughWithCache }
  }

  private subscript(register: RegisterField.Register) -> UInt64 {
    get {
      switch register {
      case .cr0: cr0.rawValue
      case .cr2: cr2.rawValue
      case .cr3: cr3.rawValue
      case .cr4: cr4.rawValue
      case .efer: efer.rawValue
      case .pkru: pkru.rawValue
      }
    }
    set {
      switch register {
      case .cr0: cr0.rawValue = newValue
      case .cr2: cr2 = LinearAddress(newValue)
      case .cr3: cr3.rawValue = newValue
      case .cr4: cr4.rawValue = newValue
      case .efer: efer.rawValue = newValue
      case .pkru: pkru.rawValue = newValue
      }
    }
  }
}
