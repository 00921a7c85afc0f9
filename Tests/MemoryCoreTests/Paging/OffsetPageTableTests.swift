import MemoryCore
import Randomness
import Testing

@Suite struct OffsetPageTableTests {
  private var machine: MappedMachine
  private var model = MapperModel()

  init() throws { machine = try MappedMachine() }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  mutating func agreesWithAModelOfEntries(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for step in 0..<6_000 {
      switch random.next() % 8 {
      case 0...3: try step % 2 == 0 ? use(Size4KiB.self, &random) : use(Size2MiB.self, &random)
      case 4: try use(Size1GiB.self, &random)
      default: translate(&random)
      }
      if step % 1_000 == 999 { try cleanUp() }
    }
    try unmapEverything()
  }

  private mutating func use<Size: PageSize>(_: Size.Type, _ random: inout SplitMix64) throws {
    let page = Page<Size>(containing: Self.address(&random))
    switch random.next() % 3 {
    case 0: try map(page, &random)
    case 1: try unmap(page)
    default: try updateFlags(of: page, &random)
    }
  }

  private mutating func map<Size: PageSize>(
    _ page: Page<Size>, _ random: inout SplitMix64
  ) throws {
    let frame = Frame<Size>(containing: PhysicalAddress(truncating: random.next()))
    let flags = Self.flags(&random)
    let tables = model.tableCount
    do {
      try model.map(page.start, Size.level, to: frame.start.rawValue, flags)
    } catch {
      let expected: MapToError<Size> =
        error == .inUse ? .pageAlreadyMapped(frame) : .parentEntryHugePage
      #expect(throws: expected) { _ = try machine.map(page, to: frame, flags) }
      return
    }
    #expect(try machine.map(page, to: frame, flags) == model.tableCount - tables)
  }

  private mutating func unmap<Size: PageSize>(_ page: Page<Size>) throws {
    let start: UInt64
    do {
      start = try model.unmap(page.start, Size.level)
    } catch {
      let expected: UnmapError = error == .notMapped ? .pageNotMapped : .parentEntryHugePage
      #expect(throws: expected) { try machine.unmap(page) }
      return
    }
    #expect(try machine.unmap(page).start.rawValue == start)
  }

  /// The crate, and so the mapper, replaces the flags of whatever the entry holds: a table's entry
  /// would become a huge page. Pages with a table in their place are left out here.
  private mutating func updateFlags<Size: PageSize>(
    of page: Page<Size>, _ random: inout SplitMix64
  ) throws {
    let flags = Self.flags(&random)
    let mapper = machine.mapper
    do {
      try model.setFlags(page.start, Size.level, flags)
    } catch .otherSize {
      return
    } catch {
      let expected: FlagUpdateError =
        error == .notMapped ? .pageNotMapped : .parentEntryHugePage
      #expect(throws: expected) {
        try mapper.updateFlags(of: page, to: flags, memory: &machine.memory).ignore()
      }
      return
    }
    try mapper.updateFlags(of: page, to: flags, memory: &machine.memory).ignore()
  }

  private mutating func translate(_ random: inout SplitMix64) {
    let address = Self.address(&random)
    let found = machine.mapper.translate(address, memory: &machine.memory)
    let physical = machine.mapper.translateAddress(address, memory: &machine.memory)
    guard let (level, start, flags) = model.page(at: address) else {
      guard case .notMapped = found else {
        Issue.record("\(address) should not be mapped, but is: \(found)")
        return
      }
      #expect(physical == nil)
      return
    }
    guard case .mapped(let mapping) = found else {
      Issue.record("\(address) should be mapped")
      return
    }
    let offset = address.rawValue & (level.entrySpan - 1)
    #expect(mapping.level == level)
    #expect(mapping.frameStart.rawValue == start)
    #expect(mapping.offset == offset)
    #expect(mapping.flags == flags)
    #expect(physical?.rawValue == start + offset)
  }

  private mutating func cleanUp() throws {
    let free = machine.allocator.freeCount
    let freed = try machine.cleanUp()
    #expect(freed == model.cleanUp())
    #expect(machine.allocator.freeCount == free + UInt64(freed))
  }

  private mutating func unmapEverything() throws {
    for (level, start) in model.pages {
      switch level {
      case .p1: try unmap(Page<Size4KiB>(containing: start))
      case .p2: try unmap(Page<Size2MiB>(containing: start))
      default: try unmap(Page<Size1GiB>(containing: start))
      }
    }
    try cleanUp()
    #expect(model == MapperModel())
    #expect(machine.mapper.p4.isEmpty(in: &machine.memory))
    #expect(machine.allocator.freeCount == machine.allocator.frames.count - 1)
  }

  /// An address in few tables, so that operations meet, on both sides of the canonical hole.
  private static func address(_ random: inout SplitMix64) -> VirtualAddress {
    let p4: UInt64 = [0, 255, 256, 511].randomElement(using: &random) ?? 0
    let p3 = UInt64.random(in: 510...511, using: &random)
    let p2 = UInt64.random(in: 0...2, using: &random)
    let p1 = UInt64.random(in: 0...3, using: &random)
    let page = p4 << 39 | p3 << 30 | p2 << 21 | p1 << 12
    return VirtualAddress(truncating: page + random.next() % 4_096)
  }

  private static func flags(_ random: inout SplitMix64) -> PageTableFlags {
    let some: PageTableFlags = [
      .writable, .userAccessible, .accessed, .dirty, .global, .available, .noExecute,
    ]
    return PageTableFlags(rawValue: random.next()).intersection(some).union(.present)
  }
}
