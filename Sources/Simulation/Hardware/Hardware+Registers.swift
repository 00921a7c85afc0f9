public import MemoryCore

extension Hardware {
  /// Sets a register or a bit of one, as MOV to a control register, WRMSR or WRPKRU does.
  ///
  /// Loading CR3 drops the translations that are not global; a change of CR4.PGE or setting
  /// CR4.SMEP drops all (Intel SDM vol. 3, 4.10.4.1).
  public mutating func set(
    _ field: RegisterField, to value: UInt64
  ) throws(RegisterError) {
    let old = registers
    registers = try old.setting(field, to: value, physicalAddressBits: physicalAddressBits)
    let changed = CR4(rawValue: old.cr4.rawValue ^ registers.cr4.rawValue)
    if changed[.pge] || changed[.smep] && registers.cr4[.smep] {
      tlb.removeAll(keepingGlobal: false)
    } else if field.register == .cr3 {
      tlb.removeAll(keepingGlobal: registers.cr4[.pge])
    }
    // The rights of pages that were accessed before may be other ones now.
    tlb.forgetHostPages()
  }

  /// Makes `root` the root table and drops the translations that are not global.
  public mutating func loadCR3(_ root: Frame<Size4KiB>) throws(RegisterError) {
    try set(RegisterField(.cr3), to: root.start.rawValue)
  }

  /// RDMSR: the value of a model-specific register.
  public func readMSR(_ number: UInt32) throws(RegisterError) -> UInt64 {
    guard number == EFER.msr else { throw .unknownMSR(number) }
    return registers.efer.rawValue
  }

  /// WRMSR: sets a model-specific register.
  public mutating func writeMSR(_ number: UInt32, to value: UInt64) throws(RegisterError) {
    guard number == EFER.msr else { throw .unknownMSR(number) }
    try set(RegisterField(.efer), to: value)
  }

  /// INVLPG: drops the translations of the page of `address`, of any size, global ones too.
  public mutating func invalidatePage(_ address: LinearAddress) {
    tlb.remove(address)
    ram.note(.access(.flushPages(1)))
  }

  /// Drops the translations that are not global, as a reload of CR3 does, or all.
  public mutating func flushTLB(keepingGlobal: Bool = false) {
    tlb.removeAll(keepingGlobal: keepingGlobal && registers.cr4[.pge])
    ram.note(.access(.flushTLB))
  }
}
