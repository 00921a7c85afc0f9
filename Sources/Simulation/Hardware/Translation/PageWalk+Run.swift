import MemoryCore

extension PageWalk {
  /// Walks the tables for `request` (Intel SDM vol. 3, 4.5 to 4.8), sets accessed and dirty bits
  /// and returns the translation.
  ///
  /// A walk that faults has set the accessed bit of every entry that it passed, but not of the
  /// one where it ends.
  @inline(never)
  mutating func run(
    for request: AccessRequest, _ registers: ControlRegisters,
    _ reserved: WalkEntry.ReservedBits, _ tables: inout WalkedTables,
    in memory: inout some PhysicalMemory
  ) throws(HardwareFault) -> TLBEntry {
    start(to: request.address, registers)
    // The lowest bit of the index into the table tells the level; it is a number to count with.
    var shift: UInt64 = registers.cr4[.la57] ? 48 : 39
    var table = registers.cr3.root.start.rawValue
    var path = PathBits()

    while true {
      let place = PhysicalAddress(
        truncating: table | (request.address.rawValue &>> shift & 511) &* 8)
      let entry: WalkEntry
      if let known = tables.entry(at: place, step: count, in: &memory) {
        entry = known
      } else {
        memory.willAccess(for: .walk(request.address, PageTableLevel(shift: shift)))
        entry = WalkEntry(rawValue: memory.load(place))
      }
      append(entry)
      path.append(entry)

      guard shift > 12, reserved.isPlainPointer(entry) else {
        let level = PageTableLevel(shift: shift)
        try check(entry, at: level, reserved, request, registers)
        let rights = try finish(entry, at: place, level, path, request, registers, in: &memory)
        return TLBEntry(for: request.address, level: level, entry: entry, rights: rights)
      }
      if entry.rawValue & WalkEntry.accessed == 0 {
        memory.willAccess(
          for: .accessedDirty(request.address, PageTableLevel(shift: shift)))
        memory.store(entry.rawValue | WalkEntry.accessed, at: place)
      }
      table = entry.rawValue & WalkEntry.addressBits
      shift &-= 9
    }
  }

  /// Checks an entry that should map a page.
  @inline(__always)
  private mutating func check(
    _ entry: WalkEntry, at level: PageTableLevel, _ reserved: WalkEntry.ReservedBits,
    _ request: AccessRequest, _ registers: ControlRegisters
  ) throws(HardwareFault) {
    guard entry.isPresent else {
      throw request.fault(.notPresent(level), bits: [], registers)
    }
    let wrong = reserved.of(entry, at: level)
    guard wrong == 0 else {
      throw request.fault(.reservedBits(level, wrong), bits: [.present, .reservedBit], registers)
    }
  }

  /// Checks the rights and marks the entry that maps the page.
  @inline(__always)
  private mutating func finish(
    _ entry: WalkEntry, at place: PhysicalAddress, _ level: PageTableLevel, _ path: PathBits,
    _ request: AccessRequest, _ registers: ControlRegisters,
    in memory: inout some PhysicalMemory
  ) throws(HardwareFault) -> PageRights {
    let rights = PageRights(path, key: entry.key)
    if let reason = rights.violation(by: request, registers) {
      throw request.fault(locate(reason), rights, registers)
    }
    return mark(entry, at: place, level, rights, request, registers, in: &memory)
  }

  /// Sets the accessed bit, and the dirty bit for a write, of the entry that maps the page.
  ///
  /// Returns `rights` with what only this entry says.
  @inline(__always)
  func mark(
    _ entry: WalkEntry, at place: PhysicalAddress, _ level: PageTableLevel, _ rights: PageRights,
    _ request: AccessRequest, _ registers: ControlRegisters,
    in memory: inout some PhysicalMemory
  ) -> PageRights {
    var rights = rights
    var marked = entry.rawValue | WalkEntry.accessed
    if request.kind == .write { marked |= WalkEntry.dirty }
    if marked & WalkEntry.dirty != 0 { rights.insert(.dirty) }
    if entry.isGlobal, registers.cr4[.pge] { rights.insert(.global) }
    if marked != entry.rawValue {
      memory.willAccess(for: .accessedDirty(request.address, level))
      memory.store(marked, at: place)
    }
    return rights
  }
}

extension PageTableLevel {
  /// The level whose index begins at bit `shift` of an address.
  @inline(__always)
  fileprivate init(shift: UInt64) {
    self = shift < 21 ? .p1 : shift < 30 ? .p2 : shift < 39 ? .p3 : shift < 48 ? .p4 : .p5
  }
}

extension AccessRequest {
  /// The page fault for a translation that forbids the access.
  @inline(never)
  func fault(
    _ reason: FaultReason, _ rights: PageRights, _ registers: ControlRegisters
  ) -> HardwareFault {
    let isForbidden = rights.keyForbids(self, registers.cr0, registers.cr4, registers.pkru)
    return fault(
      reason, bits: isForbidden ? [.present, .protectionKey] : .present, registers)
  }

  /// The page fault with the given bits and those that the access itself decides.
  @inline(never)
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
