import Interface
import Script
import Simulation
import Traces

/// Makes the sessions that the commands work with.
enum SessionBuilder {
  /// A machine, booted to its end; the stages are its setup.
  static func booted(_ description: MachineDescription, title: String) throws -> Session {
    Session(title: title, timeline: try timeline(description))
  }

  /// A recorded trace on a booted machine, at its start, as far as it has been read; nothing of it
  /// is surveyed yet.
  static func replay(
    _ trace: TraceLoading, title: String, alignment: UInt64, on description: MachineDescription,
    budget: Int = Timeline.defaultBudget
  ) throws -> Session {
    var timeline = try timeline(description, budget)
    timeline.load(trace.commands, alignment: alignment, isGrowing: true)
    var session = Session(title: title, timeline: timeline)
    session.scope.reserve(below: trace.slotCount)
    return session
  }

  private static func timeline(
    _ description: MachineDescription, _ budget: Int = Timeline.defaultBudget
  ) throws -> Timeline {
    do {
      var timeline = try Timeline(description, budget: budget)
      for stage in BootStage.allCases { try timeline.append(.boot(stage)) }
      timeline.setupCount = timeline.end
      return timeline
    } catch {
      throw Failure.run(error.message(names: NameTable()))
    }
  }
}
