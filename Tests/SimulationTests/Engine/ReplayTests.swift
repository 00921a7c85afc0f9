import Assets
import MemoryCore
import Simulation
import Testing
import Traces

@Suite struct ReplayTests {
  /// A machine after its boot, behind which the recording of sqlite follows.
  static func sqlite() throws -> Timeline {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace.commands(alignment: 8))
    return timeline
  }

  @Test func operation6201PlacesBlock3211WhereTheCrateDoes() throws {
    var timeline = try Self.sqlite()
    #expect(timeline.end == timeline.setupCount + 6645)
    #expect(timeline.refused.isEmpty)
    timeline.seek(to: timeline.setupCount + 6201)
    guard case .heap(.allocated(let allocation)) = timeline.step?.outcome else {
      Issue.record("operation 6,201 allocates")
      return
    }
    #expect(allocation.block.address.rawValue == 0x4444_4444_9b58)
    #expect(timeline.machine.holes().count == 16)
    #expect(timeline.machine.kernel.heap?.holeCount == 16)
  }

  @Test func theEndLeavesOneHole() throws {
    var timeline = try Self.sqlite()
    timeline.seek(to: timeline.end)
    #expect(timeline.machine.holes().map(\.size) == [1 << 20])
  }
}
