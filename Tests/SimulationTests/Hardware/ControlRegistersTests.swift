import MemoryCore
import Testing

@testable import Simulation

@Suite struct ControlRegistersTests {
  private func machine() -> Hardware<SimulatedMemory> {
    Hardware(SimulatedMemory(size: 1 << 20)) { _ in }
  }

  @Test func everyFieldCanBeReadByItsName() throws {
    let registers = machine().registers
    for field in RegisterField.all {
      #expect(RegisterField(named: field.name) == field)
      let whole = registers.value(of: RegisterField(field.register))
      let expected = field.bit.map { whole >> UInt64($0) & 1 } ?? whole
      #expect(registers.value(of: field) == expected)
    }
    let names = RegisterField.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in ["cr0.wp", "cr2", "cr3", "cr4.smap", "efer.nxe", "pkru", "pkru.wd15"] {
      #expect(names.contains(name))
    }
    #expect(RegisterField(named: "cr4.pcide") == nil)
  }

  @Test func bitsAreWhereTheManualHasThem() {
    let places = [
      "cr0.wp": 16, "cr0.am": 18, "cr0.cd": 30, "cr0.pg": 31, "cr4.pae": 5, "cr4.pge": 7,
      "cr4.la57": 12, "cr4.smep": 20, "cr4.smap": 21, "cr4.pke": 22, "efer.lme": 8,
      "efer.nxe": 11, "pkru.ad5": 10, "pkru.wd5": 11,
    ]
    for (name, place) in places { #expect(RegisterField(named: name)?.bit == place) }
  }

  @Test func aBitIsSetAndTheOthersStay() throws {
    var hardware = machine()
    let before = hardware.registers.cr4.rawValue
    try hardware.set("cr4.smap", 1)
    #expect(hardware.registers.cr4.rawValue == before | 1 << 21)
    try hardware.set("cr4.smap", 0)
    #expect(hardware.registers.cr4.rawValue == before)
  }

  @Test(
    arguments: [
      ("cr0.pg", 0, .fixed(.cr0, 1 << 31)),
      ("cr0", 0x1_8001_0033, .reservedBits(.cr0, 1 << 32)),
      ("cr0.nw", 1, .notWriteThroughWithCache),
      ("cr4.la57", 1, .fixed(.cr4, 1 << 12)),
      ("cr4.pae", 0, .fixed(.cr4, 1 << 5)),
      ("cr4", 0x2_00a0, .reservedBits(.cr4, 1 << 17)),
      ("cr3", 1 << 52, .reservedBits(.cr3, 1 << 52)),
      ("efer.lme", 0, .fixed(.efer, 1 << 8)),
      ("pkru", 1 << 32, .reservedBits(.pkru, 1 << 32)),
    ] as [(String, UInt64, RegisterError)])
  func valuesThatACPURefusesChangeNothing(
    name: String, value: UInt64, error: RegisterError
  ) throws {
    var hardware = machine()
    let before = hardware.registers
    #expect(throws: error) { try hardware.set(name, value) }
    #expect(hardware.registers == before)
  }

  @Test func aBitIsZeroOrOne() throws {
    var hardware = machine()
    let field = try #require(RegisterField(named: "cr0.wp"))
    #expect(throws: RegisterError.notABit(field, 2)) { try hardware.set(field, to: 2) }
  }

  @Test func eferIsTheOnlyModelSpecificRegister() throws {
    var hardware = machine()
    #expect(try hardware.readMSR(0xc000_0080) == 0xd01)
    try hardware.writeMSR(0xc000_0080, to: 0x501)
    #expect(!hardware.registers.efer[.nxe])
    #expect(throws: RegisterError.reservedBits(.efer, 2)) {
      try hardware.writeMSR(0xc000_0080, to: 0x503)
    }
    #expect(throws: RegisterError.unknownMSR(0x10)) { try hardware.readMSR(0x10) }
  }
}
