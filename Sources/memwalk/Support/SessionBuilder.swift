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

  /// A recorded trace on a booted machine, at its start.
  static func replay(
    _ trace: HeapTrace, title: String, alignment: UInt64, on description: MachineDescription
  ) throws -> Session {
    var timeline = try timeline(description)
    timeline.load(trace.commands(alignment: alignment))
    var session = Session(title: title, timeline: timeline)
    session.scope = Scope(firstFreeSlot: UInt32(clamping: trace.slotCount))
    return session
  }

  private static func timeline(_ description: MachineDescription) throws -> Timeline {
    do {
      var timeline = try Timeline(description)
      for stage in BootStage.allCases { try timeline.append(.boot(stage)) }
      timeline.setupCount = timeline.end
      return timeline
    } catch {
      throw Failure.run(error.message(names: NameTable()))
    }
  }
}
