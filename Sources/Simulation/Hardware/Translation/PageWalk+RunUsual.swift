import MemoryCore

extension PageWalk {
  /// Does what `run` does if the walk is one as most are; `nil`, and nothing done, for others.
  ///
  /// Such a walk goes from P4 to a P1 entry that maps the page and allows the access, the tables
  /// above have their accessed bits, and the host has all tables at hand. The entries are checked
  /// all together: until then a wrong one leads at worst to the wrong words.
  @inline(__always)
  mutating func runUsual(
    for request: AccessRequest, _ registers: ControlRegisters,
    _ reserved: WalkEntry.ReservedBits, _ tables: inout WalkedTables,
    in memory: inout some PhysicalMemory
  ) -> TLBEntry? {
    guard !registers.cr4[.la57], tables.areCurrent(in: memory) else { return nil }
    let address = request.address.rawValue
    let root = registers.cr3.root.start.rawValue
    guard let p4 = tables.entry(address &>> 39, of: root, step: 0, in: &memory),
      let p3 = tables.entry(address &>> 30, of: p4.table, step: 1, in: &memory),
      let p2 = tables.entry(address &>> 21, of: p3.table, step: 2, in: &memory),
      let p1 = tables.entry(address &>> 12, of: p2.table, step: 3, in: &memory)
    else { return nil }

    var path = PathBits(p4, p3, p2)
    guard reserved.areUsedPlainPointers(path), reserved.isPage(p1) else { return nil }
    path.append(p1)
    let allowed = PageRights(path, key: p1.key)
    guard allowed.violation(by: request, registers) == nil else { return nil }

    set(to: request.address, from: root, p4, p3, p2, p1)
    let place = PhysicalAddress(truncating: p2.table | (address &>> 12 & 511) &* 8)
    let rights = mark(p1, at: place, .p1, allowed, request, registers, in: &memory)
    return TLBEntry(for: request.address, level: .p1, entry: p1, rights: rights)
  }
}
