import MemoryCore
import Testing

@testable import Simulation

@Suite struct TableVisitsTests {
  /// Four tables, each full of entries that lead to the next, and the last to the second again.
  private func machine(entries: Range<UInt64>) throws -> Machine {
    var machine = try Machine(MachineDescription())
    for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
    let root = machine.hardware.registers.cr3.root.start.rawValue
    let ways: [(UInt64, UInt64)] = [
      (root, 0x60_0000), (0x60_0000, 0x60_1000), (0x60_1000, 0x60_2000), (0x60_2000, 0x60_0000),
    ]
    for (table, next) in ways {
      for index in entries {
        _ = try machine.apply(
          .access(.physicalWrite(.address(table + 8 * index), value: next | 7)))
      }
    }
    return machine
  }

  @Test func cleaningUpTablesInCirclesIsRefused() throws {
    var machine = try machine(entries: 12..<512)
    let before = machine.digest(names: NameTable())
    // 500 ways to each of three tables in a row, and the boot's own.
    #expect(throws: Refusal.paging(.tablesInCircles(visits: 125_250_510, tables: 13))) {
      try machine.apply(.paging(.clean(nil)))
    }
    #expect(machine.digest(names: NameTable()) == before)
  }

  /// A root that leads to itself once, as recursive mapping has it, is no reason.
  @Test func oneEntryThatLeadsBackIsNoReason() throws {
    var machine = try Machine(MachineDescription())
    for stage in BootStage.allCases { _ = try machine.apply(.boot(.stage(stage))) }
    let root = machine.hardware.registers.cr3.root.start.rawValue
    _ = try machine.apply(
      .access(.physicalWrite(.address(root + 8 * 511), value: root | 3)))
    #expect(try machine.apply(.paging(.clean(nil))) == .paging(.cleaned(tables: 0)))
  }
}
