import MemoryCore

extension Hardware {
  /// Translates the address of `request` and checks its rights, in the TLB or by a walk.
  @inline(__always)
  mutating func look(
    up request: AccessRequest
  ) throws(HardwareFault) -> AddressTranslation {
    guard request.address.isCanonical(fiveLevels: registers.cr4[.la57]) else {
      throw .generalProtection(request.address)
    }
    if let entry = tlb.findSmall(request.address),
      entry.rights.violation(by: request, registers) == nil,
      request.kind != .write || entry.isDirty
    {
      tlb.countHit()
      return AddressTranslation(of: request.address, small: entry, .firstLevel)
    }
    if !tlb.isEmpty, let found = try lookInWholeTLB(for: request) { return found }
    tlb.countMiss()
    let reserved = WalkEntry.ReservedBits(
      noExecuteEnabled: registers.efer[.nxe], physicalAddressBits: physicalAddressBits)
    if let entry = lastWalk.runUsual(for: request, registers, reserved, &walkedTables, in: &ram) {
      noticeNewHostPages()
      tlb.insertSmall(entry)
      return AddressTranslation(of: request.address, small: entry, .walk)
    }
    return AddressTranslation(of: request.address, by: try walk(for: request, reserved), .walk)
  }

  /// What the TLB says; `nil` if the access needs a walk.
  @inline(never)
  private mutating func lookInWholeTLB(
    for request: AccessRequest
  ) throws(HardwareFault) -> AddressTranslation? {
    switch tlb.find(request.address) {
    case .first(let entry):
      let reason = entry.rights.violation(by: request, registers)
      if reason == nil, request.kind == .write, !entry.isDirty { break }
      tlb.countHit()
      if let reason { throw refuse(request, entry, reason) }
      return AddressTranslation(of: request.address, by: entry, .firstLevel)
    case .second(let entry):
      let reason = entry.rights.violation(by: request, registers)
      if reason == nil, request.kind == .write, !entry.isDirty { break }
      tlb.countSecondLevelHit(entry)
      if let reason { throw refuse(request, entry, reason) }
      return AddressTranslation(of: request.address, by: entry, .secondLevel)
    case nil:
      return nil
    }
    // An allowed write, but only a walk can set the dirty bit.
    tlb.remove(request.address)
    return nil
  }

  private mutating func refuse(
    _ request: AccessRequest, _ entry: TLBEntry, _ reason: FaultReason
  ) -> HardwareFault {
    raise(request.fault(reason, entry.rights, registers), request)
  }

  @inline(never)
  private mutating func walk(
    for request: AccessRequest, _ reserved: WalkEntry.ReservedBits
  ) throws(HardwareFault) -> TLBEntry {
    defer { noticeNewHostPages() }
    do {
      let entry = try lastWalk.run(for: request, registers, reserved, &walkedTables, in: &ram)
      tlb.insert(entry)
      return entry
    } catch {
      throw raise(error, request)
    }
  }

  /// Sets CR2 and drops the page's translations, as a page fault does (Intel SDM vol. 3,
  /// 4.10.4.1), so that the access finds the tables as the handler leaves them.
  private mutating func raise(_ fault: HardwareFault, _ request: AccessRequest) -> HardwareFault {
    registers.cr2 = request.address
    tlb.remove(request.address)
    return fault
  }
}

extension AddressTranslation {
  /// What `entry` says about an address in its page.
  fileprivate init(of address: LinearAddress, by entry: TLBEntry, _ origin: Origin) {
    self.init(
      physical: entry.physicalAddress(of: address), level: entry.level, origin: origin)
  }

  /// The same for an entry that is known to map a page of 4 KiB.
  @inline(__always)
  fileprivate init(of address: LinearAddress, small entry: TLBEntry, _ origin: Origin) {
    let frame = entry.target & WalkEntry.addressBits
    self.init(
      physical: PhysicalAddress(truncating: frame | address.rawValue & 0xfff), level: .p1,
      origin: origin)
  }
}
