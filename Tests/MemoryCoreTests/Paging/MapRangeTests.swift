import Testing

@testable import MemoryCore

@Suite struct MapRangeTests {
  private var byRange: MappedMachine
  private var byPage: MappedMachine
  private let flags: PageTableFlags = [.present, .writable, .noExecute]

  init() throws {
    byRange = try MappedMachine()
    byPage = byRange
  }

  @Test(arguments: [
    (UInt64(0x1000), UInt64(1)), (0x1f_e000, 3), (0, 512), (0x3f_f000, 1_100),
    (0x7fff_ffff_e000, 4), (0x7f_ffff_f000, 2),
  ])
  mutating func aRangeWritesWhatItsPagesWould(start: UInt64, count: UInt64) throws {
    try expectSame(Page<Size4KiB>(containing: VirtualAddress(start)), count)
    try expectSame(Page<Size2MiB>(containing: VirtualAddress(truncating: start + (1 << 40))), count)
    try expectSame(
      Page<Size1GiB>(containing: VirtualAddress(truncating: start + (1 << 41))), min(count, 20))
  }

  @Test mutating func aRangeStopsAtTheFirstPageInUse() throws {
    let taken = Page<Size4KiB>(containing: VirtualAddress(0x20_3000))
    _ = try byRange.map(taken, to: Frame(number: 77), [.present])
    let first = Page<Size4KiB>(containing: VirtualAddress(0x1f_f000))
    #expect(
      throws: MapRangeError<Size4KiB>(
        mappedPages: 4, reason: .pageAlreadyMapped(Frame(number: 1_004)))
    ) {
      try mapRange(first, 100, Frame(number: 1_000))
    }
    for number in UInt64(0)..<4 {
      let page = try #require(first.advanced(by: number))
      #expect(try byRange.unmap(page).number == 1_000 + number)
    }
    #expect(try byRange.unmap(taken).number == 77)
  }

  @Test mutating func aRangeEndsWithTheLastPage() throws {
    let last = Page<Size4KiB>(containing: VirtualAddress(truncating: .max))
    #expect(throws: MapRangeError<Size4KiB>(mappedPages: 1, reason: nil)) {
      try mapRange(last, 2, Frame(number: 0))
    }
  }

  @Test mutating func aRangeWithoutFramesForTablesSaysHowFarItGot() throws {
    while byRange.allocator.freeCount > 4 {
      _ = byRange.allocator.allocateFrame(in: &byRange.memory)?.take()
    }
    // P3, P2 and two P1 tables; there is no third one.
    #expect(
      throws: MapRangeError<Size4KiB>(mappedPages: 1_024, reason: .frameAllocationFailed)
    ) {
      try mapRange(Page(containing: VirtualAddress(0)), 2_000, Frame(number: 0))
    }
  }

  /// Nothing may be carried from a frame's address into the flags above it.
  @Test func framesBeyondPhysicalMemoryTrap() async {
    await #expect(processExitsWith: .failure) {
      var machine = try MappedMachine()
      _ = try machine.mapper.mapRange(
        Page<Size4KiB>(containing: VirtualAddress(0)), count: 2,
        to: Frame(number: (1 << 40) - 1), flags: [.present],
        allocator: &machine.allocator, memory: &machine.memory)
    }
  }

  @Test mutating func noPagesAreNoWork() throws {
    let before = byRange.memory
    #expect(
      try mapRange(
        Page<Size2MiB>(containing: VirtualAddress(0)), 0, Frame(containing: PhysicalAddress(0)))
        == 0)
    #expect(byRange.memory == before)
  }

  @Test mutating func cleanUpOfARangeLeavesTheTablesOutside() throws {
    let inside = Page<Size4KiB>(containing: VirtualAddress(0x4000_0000))
    let outside = Page<Size4KiB>(containing: VirtualAddress(0x40_0000))
    for page in [inside, outside] {
      _ = try byRange.map(page, to: Frame(number: 5), [.present])
      _ = try byRange.unmap(page)
    }
    // P4 → P3 → two P2 → one P1 each; P3 stays for the sake of the outer one.
    let last = try #require(inside.advanced(by: 511))
    #expect(
      try byRange.mapper.cleanUp(
        from: inside, through: last, deallocator: &byRange.allocator, memory: &byRange.memory) == 2)
    #expect(try byRange.cleanUp() == 3)
  }

  private mutating func expectSame<Size: PageSize>(_ first: Page<Size>, _ count: UInt64) throws {
    let frame = Frame<Size>(containing: PhysicalAddress(0x5_4000_0000))
    var tables = 0
    for number in 0..<count {
      let page = try #require(first.advanced(by: number))
      tables += try byPage.map(page, to: frame.advanced(by: number), flags)
    }
    #expect(try mapRange(first, count, frame) == tables)
    #expect(byRange.memory == byPage.memory)
  }

  private mutating func mapRange<Size: PageSize>(
    _ first: Page<Size>, _ count: UInt64, _ frame: Frame<Size>
  ) throws(MapRangeError<Size>) -> Int {
    try byRange.mapper.mapRange(
      first, count: count, to: frame, flags: flags, allocator: &byRange.allocator,
      memory: &byRange.memory)
  }
}
