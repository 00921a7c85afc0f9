extension OffsetPageTable {
  /// What the kernel's walk finds for `address`. O(1), four loads at most.
  ///
  /// As in the crate, a P1 entry counts as a mapping unless it is zero, present or not: the walk
  /// reads what the kernel wrote. What the CPU would do is the hardware's affair.
  public func translate<M: Memory & ~Copyable>(
    _ address: VirtualAddress, memory: inout M
  ) -> Translation where M.Address == PhysicalAddress, M.Fault == Never {
    let p3: PageTable
    switch p4.entry(for: address, at: .p4, in: &memory).table {
    case .success(let table): p3 = table
    case .failure(.notPresent): return .notMapped(.p4)
    case .failure(.hugePage): return .hugePageInP4
    }
    let p3Entry = p3.entry(for: address, at: .p3, in: &memory)
    guard p3Entry.isPresent else { return .notMapped(.p3) }
    if p3Entry.isHuge { return .mapped(Mapping(p3Entry, level: .p3, address: address)) }
    let p2 = PageTable(frame: Frame(containing: p3Entry.address))
    let p2Entry = p2.entry(for: address, at: .p2, in: &memory)
    guard p2Entry.isPresent else { return .notMapped(.p2) }
    if p2Entry.isHuge { return .mapped(Mapping(p2Entry, level: .p2, address: address)) }
    let p1 = PageTable(frame: Frame(containing: p2Entry.address))
    let p1Entry = p1.entry(for: address, at: .p1, in: &memory)
    guard !p1Entry.isUnused else { return .notMapped(.p1) }
    return .mapped(Mapping(p1Entry, level: .p1, address: address))
  }

  /// The physical address that `address` is mapped to, or `nil`.
  public func translateAddress<M: Memory & ~Copyable>(
    _ address: VirtualAddress, memory: inout M
  ) -> PhysicalAddress? where M.Address == PhysicalAddress, M.Fault == Never {
    guard case .mapped(let mapping) = translate(address, memory: &memory) else { return nil }
    return mapping.physicalAddress
  }

  /// The frame that a page of known size is mapped to.
  public func translate<Size: PageSize, M: Memory & ~Copyable>(
    page: Page<Size>, memory: inout M
  ) throws(TranslateError) -> Frame<Size>
  where M.Address == PhysicalAddress, M.Fault == Never {
    let table: PageTable
    switch self.table(mapping: page, in: &memory) {
    case .success(let found): table = found
    case .failure(let reason): throw TranslateError(reason)
    }
    let entry = table.entry(for: page.start, at: Size.level, in: &memory)
    guard !entry.isUnused else { throw .pageNotMapped }
    guard let frame = Frame<Size>(startingAt: entry.address) else {
      throw .invalidFrameAddress(entry.address)
    }
    return frame
  }
}

/// What a kernel's walk of the page tables found.
public enum Translation: Equatable, Sendable {
  /// The address lies in a mapped page.
  case mapped(Mapping)
  /// The walk ended at an entry of this level that is not in use.
  case notMapped(PageTableLevel)
  /// A P4 entry has the huge-page bit, which no CPU knows. The crate x86_64 0.14.2 panics.
  case hugePageInP4
}

/// A mapped page and the place of an address in it.
public struct Mapping: Equatable, Sendable {
  /// Where the page's frame starts.
  public let frameStart: PhysicalAddress
  /// The level of the entry that maps the page: P1 for 4 KiB, P2 for 2 MiB, P3 for 1 GiB.
  public let level: PageTableLevel
  /// The distance of the address from the start of the page, in bytes.
  public let offset: UInt64
  /// The flags of the page's entry.
  public let flags: PageTableFlags

  @inline(__always)
  init(_ entry: PageTableEntry, level: PageTableLevel, address: VirtualAddress) {
    let mask = level.entrySpan &- 1
    frameStart = PhysicalAddress(unchecked: entry.address.rawValue & ~mask)
    self.level = level
    offset = address.rawValue & mask
    flags = entry.flags
  }

  /// The physical address that the virtual one stands for.
  public var physicalAddress: PhysicalAddress {
    PhysicalAddress(unchecked: frameStart.rawValue &+ offset)
  }
}
