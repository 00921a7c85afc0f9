import MemoryCore
import Randomness
import Testing

@testable import Simulation

@Suite struct TLBTests {
  private let page: UInt64 = 0x4444_4444_0000
  private let old: UInt64 = 0x80_0000
  private let new: UInt64 = 0x90_0000

  /// A machine with `page` mapped to the frame `old`; word 0 of each frame is its address.
  private func machine(_ bits: UInt64 = Bits.kernel) -> Hardware<SimulatedMemory> {
    Hardware(SimulatedMemory(size: 64 << 20)) { ram in
      ram.map(page, to: old, bits)
      for frame in [old, new] { ram.store(frame, at: PhysicalAddress(frame)) }
    }
  }

  @Test func aChangedEntryStaysInvisibleUntilItsPageIsInvalidated() throws {
    var hardware = machine()
    let address = VirtualAddress(page)
    #expect(try hardware.load(address) == old)
    hardware.physical.map(page, to: new)
    #expect(try hardware.load(address) == old)
    #expect(hardware.outcome(.read, page) == .success(old))
    hardware.invalidatePage(LinearAddress(page))
    #expect(try hardware.load(address) == new)
    #expect(hardware.tlb.misses == 2 && hardware.tlb.hits == 2)
  }

  @Test func anUnmappedPageCanBeUsedUntilTheFlush() throws {
    var hardware = machine()
    try hardware.store(1, at: VirtualAddress(page))
    hardware.physical.map(page, to: 0, 0)
    try hardware.store(2, at: VirtualAddress(page))
    #expect(hardware.physical.peek(PhysicalAddress(old)) == 2)
    hardware.flushTLB()
    #expect(throws: HardwareFault.self) { try hardware.store(3, at: VirtualAddress(page)) }
    #expect(hardware.physical.peek(PhysicalAddress(old)) == 2)
  }

  @Test(arguments: [true, false])
  func globalPagesSurviveALoadOfCR3IfPGEIsSet(pge: Bool) throws {
    var hardware = machine(Bits.kernel | Bits.global)
    hardware.physical.map(page + 0x1000, to: old)
    try hardware.set("cr4.pge", pge ? 1 : 0)
    for _ in 0..<2 {
      _ = hardware.outcome(.read, page)
      _ = hardware.outcome(.read, page + 0x1000)
      try hardware.loadCR3(testRoot)
    }
    #expect(hardware.tlb.misses == (pge ? 3 : 4))
    #expect(hardware.tlb.entries.count == (pge ? 2 : 0))
    hardware.invalidatePage(LinearAddress(page + 0xff8))
    #expect(hardware.tlb.entries.isEmpty)
    _ = hardware.outcome(.read, page)
    try hardware.set("cr4.pge", pge ? 0 : 1)
    #expect(hardware.tlb.entries.isEmpty)
  }

  @Test func theFirstWriteWalksAgainToSetTheDirtyBit() throws {
    var hardware = machine()
    _ = try hardware.load(VirtualAddress(page))
    let entry = hardware.lastWalk[3]
    let place = entry.table.start + entry.index.byteOffset
    #expect(hardware.physical.peek(place) == old | Bits.kernel | Bits.accessed)
    for _ in 0..<3 { try hardware.store(1, at: VirtualAddress(page)) }
    #expect(hardware.physical.peek(place) == old | Bits.kernel | Bits.accessed | Bits.dirty)
    #expect(hardware.tlb.misses == 2 && hardware.tlb.hits == 2)
    // Cleared by the kernel without a flush: the TLB believes that the bit is still set.
    hardware.physical.store(old | Bits.kernel, at: place)
    try hardware.store(2, at: VirtualAddress(page))
    #expect(hardware.physical.peek(place) == old | Bits.kernel)
  }

  @Test func aWriteThatWalksAgainFindsTheTablesAsTheyAreNow() throws {
    var hardware = machine()
    _ = try hardware.load(VirtualAddress(page))
    hardware.physical.map(page, to: new)
    try hardware.store(5, at: VirtualAddress(page))
    #expect(hardware.physical.peek(PhysicalAddress(new)) == 5)
    #expect(try hardware.load(VirtualAddress(page)) == 5)
    hardware.physical.map(page, to: 0, 0)
    hardware.invalidatePage(LinearAddress(page))
    #expect(hardware.outcome(.write, page).pageFault?.reason == .notPresent(.p1))
  }

  @Test func aPageFaultDropsThePageFromTheTLB() throws {
    var hardware = machine(Bits.present)
    #expect(try hardware.load(VirtualAddress(page)) == old)
    hardware.physical.map(page, to: old)
    let fault = try #require(hardware.outcome(.write, page).pageFault)
    #expect(fault.reason == .readOnly(.tlb))
    #expect(fault.code == [.present, .write])
    #expect(hardware.outcome(.write, page, value: 3) == .success(3))
  }

  @Test func hugePagesHaveTheirOwnParts() throws {
    var hardware = Hardware(SimulatedMemory(size: 8 << 30)) { ram in
      ram.map(0x4000_0000, to: 0x4000_0000, size: .p3)
      ram.map(0x20_0000, to: 0x20_0000, size: .p2)
      ram.map(0x1000, to: 0x1000)
    }
    for address in [0x1000, 0x20_0000, 0x3f_f000, 0x4000_0000, 0x7fff_f000] as [UInt64] {
      _ = hardware.outcome(.read, address)
    }
    #expect(hardware.tlb.misses == 3 && hardware.tlb.hits == 2)
    let parts = hardware.tlb.entries.map { "\($0.part) \($0.entry.level)" }
    #expect(parts == ["small p1", "large p2", "huge p3", "second p1", "second p2"])
    hardware.invalidatePage(LinearAddress(0x2f_0000))
    #expect(!hardware.tlb.entries.contains { $0.entry.level == .p2 })
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func replacementIsThatOfAListForEachSet(seed: UInt64) throws {
    var shape = TLBShape()
    shape.small = try #require(TLBShape.Part(entries: 8, ways: 2))
    shape.second = try #require(TLBShape.Part(entries: 24, ways: 3))
    let memory = SimulatedMemory(size: 64 << 20)
    var hardware = Hardware(memory, tlb: shape) { ram in
      for number in 0..<64 as Range<UInt64> { ram.map(number << 12, to: number << 12) }
    }
    var (first, second) = (ListOfSets(4, 2), ListOfSets(8, 3))
    var random = SplitMix64(seed: seed)
    var counts = (hits: 0, secondHits: 0, misses: 0) as (UInt64, UInt64, UInt64)
    for _ in 0..<3000 {
      let page = Int.random(in: 0..<64, using: &random)
      if Int.random(in: 0..<300, using: &random) == 0 {
        hardware.flushTLB()
        (first, second) = (ListOfSets(4, 2), ListOfSets(8, 3))
      }
      _ = hardware.outcome(.read, UInt64(page) << 12)
      if first.contains(page) {
        counts.0 += 1
      } else if second.contains(page) {
        counts.1 += 1
        first.insert(page)
      } else {
        counts.2 += 1
        first.insert(page)
        second.insert(page)
      }
    }
    #expect(hardware.tlb.hits == counts.0)
    #expect(hardware.tlb.secondLevelHits == counts.1)
    #expect(hardware.tlb.misses == counts.2)
    let held = hardware.tlb.entries.filter { $0.part == .small }.map {
      $0.entry.page.rawValue >> 12
    }
    #expect(Set(held) == Set(first.pages.map { UInt64($0) }))
  }

  @Test func shapesThatNoTLBHasAreRefused() {
    #expect(TLBShape.Part(entries: 1536, ways: 12) != nil)
    #expect(TLBShape.Part(entries: 48, ways: 4) == nil)
    #expect(TLBShape.Part(entries: 10, ways: 4) == nil)
    #expect(TLBShape.Part(entries: 0, ways: 4) == nil)
    #expect(TLBShape.Part(entries: 64, ways: 64) == nil)
  }
}

/// The model of a TLB part: in each set the oldest goes first.
private struct ListOfSets {
  private var sets: [[Int]]
  private let ways: Int

  init(_ count: Int, _ ways: Int) {
    sets = Array(repeating: [], count: count)
    self.ways = ways
  }

  var pages: [Int] { sets.flatMap(\.self) }

  func contains(_ page: Int) -> Bool { sets[page % sets.count].contains(page) }

  mutating func insert(_ page: Int) {
    let set = page % sets.count
    if sets[set].count == ways { sets[set].removeFirst() }
    sets[set].append(page)
  }
}
