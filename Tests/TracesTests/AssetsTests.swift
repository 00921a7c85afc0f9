import Assets
import MemoryCore
import Testing

@testable import Traces

@Suite struct AssetsTests {
  @Test(arguments: [
    ("qemu-64m", 6, 16_255), ("qemu-128m", 6, 32_639), ("qemu-512m", 7, 130_943),
    ("thinkpad-t400", 28, 772_104), ("inspiron-1545", 12, 776_798),
    ("qemu-ovmf-4g", 18, 1_047_084), ("qemu-600g-8nodes", 10, 157_286_270),
    ("server-1.5t-2node", 38, 402_576_305),
  ])
  func machinesHaveTheirMemory(name: String, entries: Int, frames: Int) throws {
    let bytes = try #require(Assets.machine(named: name))
    let map = try FirmwareText.read(FileContents(name: name, bytes: bytes))
    #expect(map.entries.count == entries)
    #expect(TraceSummary(map).number("usable_frames_4k") == frames)
    #expect(map.skipped.count == 0)
    #expect(Assets.machineNames.contains(name))
  }

  @Test func thereAreNoOthers() {
    #expect(Assets.machineNames.count == 8)
    #expect(Assets.traceNames == ["lua-tables", "sqlite3", "threads-cpp"])
    #expect(Assets.machine(named: "sqlite3") == nil)
    #expect(Assets.trace(named: "") == nil)
  }

  @Test func largeMachinesHaveNodes() throws {
    let bytes = try #require(Assets.machine(named: "server-1.5t-2node"))
    let map = try FirmwareText.read(FileContents(name: "", bytes: bytes))
    #expect(map.nodes.count == 8)
    #expect(map.nodeTotals[1]?.bytes == 824_584_175_616)
  }
}
