import MemoryCore
import Randomness
import Testing

@testable import Simulation

@Suite struct SimulatedMemoryTests {
  private func frame(_ number: UInt64) -> Frame<Size4KiB> { Frame(number: number) }

  @Test(arguments: [4096, 1 << 21, (1 << 21) + 4096, 1 << 30, 1 << 40, 1 << 52] as [UInt64])
  func theLastWordOfAnySizeCanBeUsed(size: UInt64) {
    var ram = SimulatedMemory(size: size)
    let last = PhysicalAddress(size - 8)
    #expect(ram.load(last) == 0)
    #expect(ram.touchedPages == 0)
    ram.store(7, at: last)
    #expect(ram.load(last) == 7)
    #expect(ram.peek(PhysicalAddress(size - 16)) == 0)
    #expect(ram.touchedPages == 1)
  }

  @Test func nothingAnswersAboveTheSize() {
    var ram = SimulatedMemory(size: 8192)
    ram.store(1, at: PhysicalAddress(8192))
    ram.fill(from: PhysicalAddress(8184), count: 1000, with: 5)
    #expect(ram.load(PhysicalAddress(8192)) == .max)
    #expect(ram.load(PhysicalAddress(8184)) == 5)
    #expect(ram.touchedPages == 1)
    #expect(ram.hostPage(of: frame(2), forWriting: true) == nil)
  }

  @Test func copiesShareUntilOneOfThemWrites() {
    var ram = SimulatedMemory(size: 1 << 32)
    ram.store(1, at: PhysicalAddress(0x1000))
    var copy = ram
    copy.store(2, at: PhysicalAddress(0x1000))
    ram.store(3, at: PhysicalAddress(0x8000_0000))
    #expect(ram.load(PhysicalAddress(0x1000)) == 1)
    #expect(copy.load(PhysicalAddress(0x1000)) == 2)
    #expect(copy.load(PhysicalAddress(0x8000_0000)) == 0)
    #expect(ram.touchedPages == 2 && copy.touchedPages == 1)
  }

  @Test func hostPagesForWritingAreLentUntilTheNextCopy() throws {
    var ram = SimulatedMemory(size: 1 << 32)
    let lent = ram.hostPage(of: frame(5), forWriting: true)
    let page = try #require(lent)
    page[3] = 9
    #expect(ram.load(PhysicalAddress(0x5018)) == 9)
    #expect(ram.ownsHostPages() == true)
    do {
      var copy = ram
      #expect(ram.ownsHostPages() == false)
      #expect(copy.ownsHostPages() == false)
      copy.store(1, at: PhysicalAddress(0))
      #expect(copy.ownsHostPages() == true)
      // The copy has left, but its pages are still the same as here.
      #expect(ram.ownsHostPages() == false)
      #expect(copy.load(PhysicalAddress(0x5018)) == 9)
    }
    let generation = ram.hostPageGeneration
    #expect(ram.hostPage(of: frame(5), forWriting: true) != nil)
    #expect(ram.ownsHostPages() == true)
    #expect(ram.hostPageGeneration != generation)
  }

  @Test func aCopyThatWentUnusedTakesNothingAway() {
    var ram = SimulatedMemory(size: 1 << 20)
    ram.store(1, at: PhysicalAddress(0))
    let generation = ram.hostPageGeneration
    do {
      let copy = ram
      #expect(copy.peek(PhysicalAddress(0)) == 1)
    }
    #expect(ram.ownsHostPages() == true)
    #expect(ram.hostPageGeneration == generation)
  }

  @Test func touchedPagesAreFoundInOrderHoweverFarApart() {
    var ram = SimulatedMemory(size: 1 << 52)
    let numbers: [UInt64] = [0, 1, 511, 512, 1 << 18, 1 << 27, 1 << 36, (1 << 40) - 1]
    for number in numbers.reversed() { ram.store(number, at: frame(number).start) }
    var seen: [UInt64] = []
    ram.forEachTouchedPage { frame, words in
      #expect(words[0] == frame.number && words.count == 512)
      seen.append(frame.number)
    }
    #expect(seen == numbers)
    #expect(ram.nextTouched(from: frame(2), upTo: frame(511)) == nil)
    #expect(ram.nextTouched(from: frame(2), upTo: frame(512)) == frame(511))
    #expect(ram.nextTouched(from: frame(513), upTo: frame(1 << 39)) == frame(1 << 18))
    #expect(ram.isUntouched(frame(2)) && !ram.isUntouched(frame(1)))
    #expect(ram.withPage(frame(2)) { $0[0] } == nil)
    #expect(ram.withPage(frame(511)) { $0[0] } == 511)
  }

  @Test func fillingWithZerosFreesPagesAndTouchesNone() {
    var ram = SimulatedMemory(size: 1 << 40)
    ram.fill(frame(10)..<frame(20), with: 0xaaaa)
    let copy = ram
    #expect(ram.touchedPages == 10)
    #expect(ram.peek(frame(20).start) == 0 && ram.peek(frame(19).start + 4088) == 0xaaaa)
    ram.fill(from: PhysicalAddress(0), count: 1 << 36, with: 0)
    #expect(ram.touchedPages == 0)
    ram.store(1, at: frame(12).start)
    ram.store(2, at: frame(12).start + 8)
    ram.fill(from: frame(12).start + 8, count: 1, with: 0)
    #expect(ram.peek(frame(12).start) == 1 && ram.peek(frame(12).start + 8) == 0)
    #expect(copy.touchedPages == 10 && copy.peek(frame(12).start) == 0xaaaa)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func randomUseAgreesWithADictionary(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var machines = [(SimulatedMemory(size: 1 << 40), DictionaryMemory(size: 1 << 40))]
    // Few pages, near and far, so that copies have much in common and tables are shared.
    let places = (0..<40).map { _ in
      UInt64.random(in: 0..<(1 << [14, 22, 31, 40].randomElement(using: &random)!), using: &random)
    }
    for _ in 0..<4000 {
      let which = Int.random(in: 0..<machines.count, using: &random)
      let address =
        PhysicalAddress((places.randomElement(using: &random)! & ~0xff8) & ~7)
        + UInt64.random(in: 0..<512, using: &random) * 8 % 4096
      let word = UInt64.random(in: 0...2, using: &random)
      switch Int.random(in: 0..<20, using: &random) {
      case 0 where machines.count < 6: machines.append(machines[which])
      case 1 where machines.count > 1: machines.remove(at: which)
      case 2:
        let count = min(
          UInt64.random(in: 1..<1200, using: &random), ((1 << 40) - address.rawValue) / 8)
        machines[which].0.fill(from: address, count: count, with: word)
        machines[which].1.fill(from: address, count: count, with: word)
      case 3..<11:
        machines[which].0.store(word, at: address)
        machines[which].1.store(word, at: address)
      default:
        let expected = machines[which].1.load(address)
        #expect(machines[which].0.load(address) == expected)
      }
    }
    for (ram, model) in machines {
      for (address, word) in model.words { #expect(ram.peek(address) == word) }
      var sum: UInt64 = 0
      ram.forEachTouchedPage { _, words in for place in words.indices { sum += words[place] } }
      #expect(sum == model.words.values.reduce(0, +))
    }
  }
}
