import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// Walks of random tables where the host has them at hand, and where it does not: the short way
/// through the tables must do what the long one does, whatever the entries and registers say.
@Suite struct RandomTablesTests {
  private static let size: UInt64 = 1 << 20
  /// Tables of P4 to P1 at four frames each; entries point to any of the next level.
  private static let tablesOfLevel: UInt64 = 4
  private static let indices: [UInt64] = [0, 1, 2, 255, 256, 511]

  @Test(arguments: 0..<24 as Range<UInt64>)
  func everyWalkAgreesWithTheGeneralOne(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let registers = ControlRegisters(root: testRoot, fiveLevels: seed % 8 == 7)
    var fast = Hardware(
      memory: SimulatedMemory(size: Self.size), registers: registers, physicalAddressBits: 48)
    var plain = Hardware(
      memory: DictionaryMemory(size: Self.size), registers: registers, physicalAddressBits: 48)
    for level in PageTableLevel.allCases { fillTables(of: level) }
    var (walks, copies) = (0, [fast])

    for _ in 0..<1500 {
      switch random.next() % 40 {
      case 0: fillTables(of: PageTableLevel.allCases.randomElement(using: &random) ?? .p1)
      case 1: copies = [fast]
      case 2..<5:
        let names = ["cr0.wp", "cr4.smap", "cr4.smep", "cr4.pge", "cr4.pke", "efer.nxe"]
        let name = names.randomElement(using: &random) ?? ""
        let value = random.next() % 2
        try fast.set(name, value)
        try plain.set(name, value)
      case 5:
        let rights = random.next() & random.next() & 0xffff_ffff
        try fast.set("pkru", rights)
        try plain.set("pkru", rights)
      case 6..<26:
        fast.flushTLB()
        plain.flushTLB()
      default:
        let request = randomRequest()
        let result = Result { () throws(HardwareFault) in try fast.access(request) }
        #expect(result == Result { () throws(HardwareFault) in try plain.access(request) })
        #expect(fast.lastWalk == plain.lastWalk)
        #expect(fast.registers == plain.registers)
        if case .success(let outcome) = result, outcome.first.origin == .walk { walks += 1 }
      }
    }
    #expect(fast.tlb.entries == plain.tlb.entries)
    #expect(fast.tlb.misses == plain.tlb.misses && fast.tlb.hits == plain.tlb.hits)
    for (address, word) in plain.physical.words { #expect(fast.physical.peek(address) == word) }
    #expect(walks > 50)
    #expect(copies.count == 1)

    func fillTables(of level: PageTableLevel) {
      for table in 0..<Self.tablesOfLevel {
        for index in Self.indices {
          let place = PhysicalAddress(startOfTable(table, of: level) + index * 8)
          let entry = randomEntry(at: level)
          fast.physical.store(entry, at: place)
          plain.physical.store(entry, at: place)
        }
      }
    }

    /// The root comes first, whatever its level.
    func startOfTable(_ number: UInt64, of level: PageTableLevel) -> UInt64 {
      let distance = (5 + registers.rootLevel.rawValue - level.rawValue) % 5
      return (1 + UInt64(distance) * Self.tablesOfLevel + number) << 12
    }

    /// Mostly one that a usual walk passes.
    func randomEntry(at level: PageTableLevel) -> UInt64 {
      let target =
        level.below.map { startOfTable(random.next() % Self.tablesOfLevel, of: $0) }
        ?? 0x8_0000 + random.next() % 16 << 12
      var entry = target | Bits.all | Bits.accessed
      let odds: [(bit: UInt64, oneIn: UInt64)] = [
        (Bits.present, 32), (Bits.writable, 8), (Bits.user, 5), (Bits.accessed, 8),
        (Bits.dirty, 3), (Bits.huge, 32), (Bits.global, 4), (Bits.noExecute, 12),
        (1 << 51, 64), (1 << 59, 4), (1 << 62, 8),
      ]
      for (bit, oneIn) in odds where random.next() % oneIn == 0 { entry ^= bit }
      return entry
    }

    /// With the sign of the root's index, so that the address is canonical.
    func extended(_ address: UInt64) -> UInt64 {
      let unused = Int64(registers.rootLevel == .p5 ? 7 : 16)
      return UInt64(bitPattern: Int64(bitPattern: address << unused) >> unused)
    }

    func randomRequest() -> AccessRequest {
      var address: UInt64 = random.next() % 4096
      for level in PageTableLevel.allCases where level <= registers.rootLevel {
        address |= (Self.indices.randomElement(using: &random) ?? 0) << level.shift
      }
      let kinds: [AccessKind] = [.read, .read, .write, .execute]
      return AccessRequest(
        kinds.randomElement(using: &random) ?? .read,
        at: LinearAddress(extended(address)),
        mode: random.next() % 3 == 0 ? .user : .kernel,
        size: AccessSize.allCases.randomElement(using: &random) ?? .byte, value: random.next(),
        allowsUserPages: random.next() % 2 == 0)
    }
  }
}
