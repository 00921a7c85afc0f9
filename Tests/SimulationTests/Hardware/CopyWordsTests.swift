import MemoryCore
import Testing

@testable import Simulation

@Suite struct CopyWordsTests {
  private let heap: UInt64 = 0x4444_4444_0000

  private func machine() -> Hardware<SimulatedMemory> {
    Hardware(SimulatedMemory(size: 64 << 20)) { ram in
      for number in 0..<8 as Range<UInt64> {
        ram.map(heap + number << 12, to: 0x80_0000 + number << 12)
        for word in 0..<512 as Range<UInt64> {
          ram.store(number << 16 | word, at: PhysicalAddress(0x80_0000 + number << 12 + word * 8))
        }
      }
    }
  }

  /// From, to (in words from the heap's start) and count; pages have 512 words.
  @Test(
    arguments: [
      (0, 1024, 512), (3, 1500, 1000), (100, 101, 900), (101, 100, 900), (0, 0, 700),
      (500, 2090, 2000), (7, 9, 1), (7, 9, 0),
    ])
  func copyingIsALoopOfLoadsAndStores(from: UInt64, to: UInt64, count: Int) throws {
    var (copied, looped) = (machine(), machine())
    try copied.copyWords(
      from: VirtualAddress(heap + from * 8), to: VirtualAddress(heap + to * 8), count: count)
    for word in 0..<UInt64(count) {
      let value = try looped.load(VirtualAddress(heap + (from + word) * 8))
      try looped.store(value, at: VirtualAddress(heap + (to + word) * 8))
    }
    expectSame(copied, looped)
  }

  @Test func wordsBeforeAFaultAreCopied() throws {
    var hardware = machine()
    let end = heap + 8 << 12
    let fault = #expect(throws: HardwareFault.self) {
      try hardware.copyWords(
        from: VirtualAddress(heap), to: VirtualAddress(end - 80), count: 100)
    }
    #expect(fault?.vector == 14)
    #expect(hardware.registers.cr2 == LinearAddress(end))
    #expect(try hardware.load(VirtualAddress(end - 8)) == 9)
  }

  private func expectSame(
    _ left: Hardware<SimulatedMemory>, _ right: Hardware<SimulatedMemory>
  ) {
    #expect(left.tlb.hits == right.tlb.hits && left.tlb.misses == right.tlb.misses)
    right.physical.forEachTouchedPage { frame, words in
      for place in words.indices {
        #expect(left.physical.peek(frame.start + UInt64(place) * 8) == words[place])
      }
    }
  }
}
