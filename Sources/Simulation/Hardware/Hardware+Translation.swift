import MemoryCore

extension Hardware {
  /// Translates the address of `request` and checks its rights, in the TLB or by a walk.
  mutating func look(
    up request: AccessRequest
  ) throws(HardwareFault) -> (entry: TLBEntry, origin: AddressTranslation.Origin) {
    guard request.address.isCanonical(fiveLevels: registers.cr4[.la57]) else {
      throw .generalProtection(request.address)
    }
    switch tlb.find(request.address) {
    case .first(let entry):
      let reason = entry.rights.violation(by: request, registers)
      if reason == nil, request.kind == .write, !entry.isDirty { break }
      tlb.countHit()
      if let reason { throw refuse(request, entry, reason) }
      return (entry, .firstLevel)
    case .second(let entry):
      let reason = entry.rights.violation(by: request, registers)
      if reason == nil, request.kind == .write, !entry.isDirty { break }
      tlb.countSecondLevelHit(entry)
      if let reason { throw refuse(request, entry, reason) }
      return (entry, .secondLevel)
    case nil:
      return (try walk(for: request), .walk)
    }
    // An allowed write, but only a walk can set the dirty bit.
    tlb.remove(request.address)
    return (try walk(for: request), .walk)
  }

  private mutating func refuse(
    _ request: AccessRequest, _ entry: TLBEntry, _ reason: FaultReason
  ) -> HardwareFault {
    raise(request.fault(reason, entry.rights, registers), request)
  }

  private mutating func walk(for request: AccessRequest) throws(HardwareFault) -> TLBEntry {
    tlb.countMiss()
    defer { noticeNewHostPages() }
    do {
      let entry = try lastWalk.run(
        for: request, registers, physicalAddressBits: physicalAddressBits, &walkedTables,
        in: &ram)
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
