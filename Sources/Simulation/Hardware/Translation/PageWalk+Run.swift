import MemoryCore

extension PageWalk {
  /// Walks the tables for `request` (Intel SDM vol. 3, 4.5 to 4.8), sets accessed and dirty bits
  /// and returns the translation.
  ///
  /// A walk that faults has set the accessed bit of every entry that it passed, but not of the
  /// one where it ends.
  mutating func run(
    for request: AccessRequest, _ registers: ControlRegisters, physicalAddressBits: Int,
    in memory: inout some PhysicalMemory
  ) throws(HardwareFault) -> TLBEntry {
    var level = registers.rootLevel
    start(to: request.address, from: level)
    var table = registers.cr3.root.start
    var rights: PageRights = [.writable, .user]
    let noExecuteEnabled = registers.efer[.nxe]

    while true {
      let place = PhysicalAddress(
        truncating: table.rawValue | request.address.index(at: level).byteOffset)
      memory.willAccess(for: .walk(request.address, level))
      let entry = WalkEntry(rawValue: memory.load(place))
      append(entry.rawValue, at: place)

      guard entry.isPresent else {
        throw request.fault(.notPresent(level), bits: [], registers)
      }
      let reserved = entry.reservedBits(
        at: level, noExecuteEnabled: noExecuteEnabled, physicalAddressBits: physicalAddressBits)
      guard reserved == 0 else {
        throw request.fault(
          .reservedBits(level, reserved), bits: [.present, .reservedBit], registers)
      }
      rights.narrow(by: entry)

      guard !entry.isLeaf(at: level), let below = level.below else {
        try finish(entry, at: place, level, &rights, request, registers, in: &memory)
        return TLBEntry(for: request.address, level: level, entry: entry, rights: rights)
      }
      if entry.rawValue & WalkEntry.accessed == 0 {
        memory.willAccess(for: .accessedDirty(request.address, level))
        memory.store(entry.rawValue | WalkEntry.accessed, at: place)
      }
      table = PhysicalAddress(truncating: entry.rawValue & WalkEntry.addressBits)
      level = below
    }
  }

  /// Checks the rights and marks the entry that maps the page.
  private func finish(
    _ entry: WalkEntry, at place: PhysicalAddress, _ level: PageTableLevel,
    _ rights: inout PageRights, _ request: AccessRequest, _ registers: ControlRegisters,
    in memory: inout some PhysicalMemory
  ) throws(HardwareFault) {
    rights.key = entry.key
    if let reason = rights.violation(by: request, registers) {
      throw request.fault(locate(reason), rights, registers)
    }
    var marked = entry.rawValue | WalkEntry.accessed
    if request.kind == .write { marked |= WalkEntry.dirty }
    if marked & WalkEntry.dirty != 0 { rights.insert(.dirty) }
    if entry.isGlobal, registers.cr4[.pge] { rights.insert(.global) }
    if marked != entry.rawValue {
      memory.willAccess(for: .accessedDirty(request.address, level))
      memory.store(marked, at: place)
    }
  }
}

extension AccessRequest {
  /// The page fault for a translation that forbids the access.
  func fault(
    _ reason: FaultReason, _ rights: PageRights, _ registers: ControlRegisters
  ) -> HardwareFault {
    let key: PageFaultCode = rights.keyForbids(self, registers) ? .protectionKey : []
    return fault(reason, bits: [.present, key], registers)
  }

  /// The page fault with the given bits and those that the access itself decides.
  func fault(
    _ reason: FaultReason, bits: PageFaultCode, _ registers: ControlRegisters
  ) -> HardwareFault {
    var code = bits
    if kind == .write { code.insert(.write) }
    if mode == .user { code.insert(.user) }
    if kind == .execute, registers.cr4[.smep] || registers.efer[.nxe] {
      code.insert(.instructionFetch)
    }
    return .pageFault(PageFault(address: address, code: code, reason: reason))
  }
}
