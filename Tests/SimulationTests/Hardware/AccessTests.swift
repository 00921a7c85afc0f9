import MemoryCore
import Testing

@testable import Simulation

@Suite struct AccessTests {
  private let page: UInt64 = 0x4444_4444_0000

  private func machine(
    _ first: UInt64 = Bits.all, _ second: UInt64 = Bits.all
  ) -> Hardware<SimulatedMemory> {
    Hardware(SimulatedMemory(size: 64 << 20)) { ram in
      ram.map(page, to: 0x80_0000, first)
      ram.map(page + 0x1000, to: 0xa0_0000, second)
    }
  }

  @Test(arguments: AccessSize.allCases)
  func bytesLieInMemoryLowestFirst(size: AccessSize) {
    let pattern: UInt64 = 0x8877_6655_4433_2211
    let mask: UInt64 = .max >> (64 - 8 * size.rawValue)
    for offset in 0..<16 as Range<UInt64> {
      var hardware = machine()
      let written = hardware.outcome(.write, page + offset, size: size, value: pattern)
      #expect(written == .success(pattern & mask))
      #expect(hardware.outcome(.read, page + offset, size: size) == .success(pattern & mask))
      for byte in 0..<24 as Range<UInt64> {
        let inside = offset..<offset + size.rawValue ~= byte
        let expected = inside ? pattern >> (8 * (byte - offset)) & 0xff : 0
        #expect(hardware.outcome(.read, page + byte, size: .byte) == .success(expected))
      }
    }
  }

  @Test(arguments: 1..<8 as Range<UInt64>)
  func anAccessAcrossPagesIsTranslatedTwice(bytesOnFirst: UInt64) throws {
    var hardware = machine()
    let address = page + 0x1000 - bytesOnFirst
    let outcome = try hardware.access(
      AccessRequest(.write, at: LinearAddress(address), value: 0x8877_6655_4433_2211))
    #expect(outcome.first.physical.rawValue == 0x80_1000 - bytesOnFirst)
    #expect(outcome.second?.physical.rawValue == 0xa0_0000)
    #expect(hardware.outcome(.read, address) == .success(0x8877_6655_4433_2211))
    let onSecond = hardware.physical.peek(PhysicalAddress(0xa0_0000))
    #expect(onSecond == 0x8877_6655_4433_2211 >> (8 * bytesOnFirst))
    #expect(hardware.tlb.misses == 2 && hardware.tlb.hits == 2)
  }

  @Test func nothingIsWrittenIfTheSecondPageFaults() throws {
    var hardware = machine(Bits.all, Bits.present)
    let fault = try #require(
      hardware.outcome(.write, page + 0xffc, .user, value: .max).pageFault)
    #expect(fault.address == LinearAddress(page + 0x1000))
    #expect(fault.code == [.present, .write, .user])
    #expect(hardware.registers.cr2 == fault.address)
    #expect(hardware.physical.peek(PhysicalAddress(0x80_0ff8)) == 0)
  }

  @Test func onlyPageFaultsSetCR2() throws {
    var hardware = machine()
    #expect(hardware.outcome(.read, 0x1234).pageFault?.code == [])
    #expect(hardware.registers.cr2 == LinearAddress(0x1234))
    let wild: UInt64 = 0x8000_0000_0000_0000
    #expect(
      hardware.outcome(.read, wild) == .failure(.generalProtection(LinearAddress(wild))))
    #expect(hardware.registers.cr2 == LinearAddress(0x1234))
    // The last byte of the lower half and the first that is not canonical.
    hardware.physical.map(0x7fff_ffff_f000, to: 0x80_0000)
    let edge = hardware.outcome(.read, 0x7fff_ffff_fffc)
    #expect(edge == .failure(.generalProtection(LinearAddress(0x8000_0000_0000))))
  }

  @Test func fiveLevelsReachFurther() {
    let far: UInt64 = 0x00aa_0000_0000_0000
    var hardware = Hardware(SimulatedMemory(size: 64 << 20), fiveLevels: true) { ram in
      ram.map(far, to: 0x80_0000, root: .p5)
      ram.store(9, at: PhysicalAddress(0x80_0000))
    }
    #expect(hardware.outcome(.read, far) == .success(9))
    #expect(hardware.lastWalk.steps.map(\.level) == [.p5, .p4, .p3, .p2, .p1])
    #expect(hardware.lastWalk[0].table == testRoot)
    #expect(hardware.lastWalk[0].index == PageTableIndex(0xaa))
  }

  @Test func reasonsNameTheEntryNearestToTheRoot() throws {
    var hardware = machine(Bits.present | Bits.noExecute)
    #expect(
      hardware.outcome(.write, page, .user).pageFault?.reason == .supervisorPage(.entry(.p1)))
    #expect(hardware.outcome(.write, page).pageFault?.reason == .readOnly(.entry(.p1)))
    #expect(hardware.outcome(.execute, page).pageFault?.reason == .noExecute(.entry(.p1)))
    let upper = hardware.lastWalk[1]
    let place = upper.table.start + upper.index.byteOffset
    hardware.physical.store(upper.entry & ~Bits.writable, at: place)
    #expect(hardware.outcome(.write, page).pageFault?.reason == .readOnly(.entry(.p3)))
    hardware.physical.store(upper.entry | Bits.huge | 1 << 20, at: place)
    #expect(
      hardware.outcome(.read, page).pageFault?.reason
        == .reservedBits(.p3, (upper.entry & 0x3fff_e000) | 1 << 20))
    hardware.physical.store(0, at: place)
    #expect(hardware.outcome(.read, page).pageFault?.reason == .notPresent(.p3))
  }

  @Test func rightsFollowTheRegistersWithoutAFlush() throws {
    var hardware = machine(Bits.present | Bits.user | 5 << 59)
    let address = VirtualAddress(page)
    _ = try hardware.load(address)
    try hardware.set("cr4.smap", 1)
    #expect(hardware.outcome(.read, page).pageFault?.reason == .userPageAccessedByKernel)
    #expect(throws: HardwareFault.self) { try hardware.load(address) }
    try hardware.set("cr4.smap", 0)
    _ = try hardware.load(address)
    try hardware.set("cr0.wp", 0)
    try hardware.store(1, at: address)
    try hardware.set("cr0.wp", 1)
    #expect(throws: HardwareFault.self) { try hardware.store(2, at: address) }
    _ = try hardware.load(address)
    try hardware.set("cr4.pke", 1)
    try hardware.set("pkru.ad5", 1)
    let fault = hardware.outcome(.read, page).pageFault
    #expect(fault?.reason == .protectionKey(5))
    #expect(fault?.code == [.present, .protectionKey])
    #expect(throws: HardwareFault.self) { try hardware.load(address) }
  }

  @Test func memoryAboveTheEndReadsAsOnes() throws {
    var hardware = Hardware(SimulatedMemory(size: 64 << 20)) { ram in
      ram.map(page, to: 1 << 40)
    }
    try hardware.store(5, at: VirtualAddress(page))
    #expect(try hardware.load(VirtualAddress(page)) == .max)
  }
}
