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
    var timeline: Timeline
    do {
      timeline = try Timeline(description)
    } catch {
      throw Failure.input(place(of: description) + error.message(names: NameTable()))
    }
    for stage in BootStage.allCases {
      do {
        try timeline.append(.boot(stage))
      } catch {
        let reason = CommandError.bootFails(stage, error).message(names: NameTable())
        if case .memoryMap = error { throw Failure.input(place(of: description) + reason) }
        throw Failure.run(place(of: description) + reason)
      }
    }
    timeline.setupCount = timeline.end
    return timeline
  }

  /// The list of memory that a message is about.
  private static func place(of description: MachineDescription) -> String {
    if case .map(let list) = description.memory { return list.name + ": " }
    return ""
  }
}
