import Assets
import Interface
import Simulation
import Testing
import Traces

@testable import Session

/// Runs that views are drawn from in tests.
enum Example {
  /// The recording of sqlite at an operation, on the default machine.
  static func sqlite(at step: Int) throws -> Scene {
    let bytes = try #require(Assets.trace(named: "sqlite3"))
    let trace = try RepReader.read(FileContents(name: "sqlite3.rep", bytes: bytes))
    var timeline = try Timeline(MachineDescription())
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    timeline.load(trace.commands(alignment: 8))
    timeline.seek(to: timeline.setupCount + step)
    return scene(of: timeline)
  }

  /// A machine after some commands.
  static func machine(
    _ description: MachineDescription = MachineDescription(), _ commands: [Command] = []
  ) throws -> Scene {
    var timeline = try Timeline(description)
    for stage in BootStage.allCases { try timeline.append(.boot(.stage(stage))) }
    timeline.setupCount = timeline.end
    for command in commands { try timeline.append(command) }
    return scene(of: timeline)
  }

  static func scene(of timeline: Timeline) -> Scene {
    Scene(
      snapshot: Snapshot(machine: timeline.machine, step: timeline.step, access: nil),
      run: RunOutline(
        step: timeline.stepNumber(of: timeline.point),
        lastStep: timeline.stepNumber(of: timeline.end), setupCount: timeline.setupCount,
        series: timeline.series),
      names: NameTable())
  }
}
