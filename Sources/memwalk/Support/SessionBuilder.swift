import Interface
import Script
import Simulation
import Traces

/// Makes the sessions that the commands work with.
enum SessionBuilder {
  /// A machine, booted to its end; each stage is a step.
  static func booted(_ description: MachineDescription, title: String) throws -> Session {
    var session = Session(title: title, timeline: try timeline(description))
    session.concurrency = Processors.count
    session.record(beginning(description))
    return session
  }

  /// A session carried out anew from its journal. The journal is a script whose machine comes
  /// first; a line that is no command any more, as that being written when the power went, ends it.
  static func resumed(from path: String) throws -> Session {
    let text = String(decoding: try ScriptLoader.bytes(of: path), as: UTF8.self)
    var lines = Journal.lines(of: text)[...]
    var scope = Scope()
    guard let first = lines.popFirst(),
      case .command(.machine(let description)) = try statement(first, 1, path, &scope)
    else { throw Failure.input("\(path):1:1: a journal begins with the machine of its session") }
    var session = Session(
      title: TraceLoader.title(of: path), timeline: try bare(description, Timeline.defaultBudget))
    session.concurrency = Processors.count
    session.record([first])
    for (number, line) in lines.enumerated() {
      do {
        guard let parsed = try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
        else { continue }
        _ = try session.execute(parsed.statement)
      } catch let error as SessionError {
        throw Failure.input(
          "\(path):\(number + 2):1: \(error.message(names: session.names))")
      } catch let error as ScriptError {
        // What a trace is called tells that it is gone; anything else is a torn last line.
        guard number == lines.count - 1 else {
          throw Failure.input("\(path):\(number + 2): \(error.message)")
        }
      }
    }
    return session
  }

  private static func statement(
    _ line: String, _ number: Int, _ path: String, _ scope: inout Scope
  ) throws -> Statement? {
    do {
      return try ScriptParser(maps: ScriptMaps.load).parse(line: line, scope: &scope)?.statement
    } catch {
      throw Failure.input("\(path):\(number): \(error.message)")
    }
  }

  /// The lines of a script that lead to a booted machine.
  private static func beginning(_ description: MachineDescription) -> [String] {
    [Statement.command(.machine(description)), .boot(upTo: .handover)].map {
      Printer.text($0, names: NameTable())
    }
  }

  /// A recorded trace on a booted machine, at its start, as far as it has been read; nothing of it
  /// is surveyed yet.
  static func replay(
    _ trace: TraceLoading, title: String, alignment: UInt64, on description: MachineDescription,
    budget: Int = Timeline.defaultBudget
  ) throws -> Session {
    var timeline = try timeline(description, budget)
    timeline.setupCount = timeline.end
    timeline.load(trace.commands, alignment: alignment, isGrowing: true)
    var session = Session(title: title, timeline: timeline)
    session.concurrency = Processors.count
    session.scope.reserve(below: trace.slotCount)
    let source = TraceSource(
      name: trace.path, alignment: alignment, commands: trace.commands, slotCount: 0)
    session.record(
      beginning(description) + [Printer.text(.replay(source), names: NameTable())])
    return session
  }

  private static func timeline(
    _ description: MachineDescription, _ budget: Int = Timeline.defaultBudget
  ) throws -> Timeline {
    var timeline = try bare(description, budget)
    for stage in BootStage.allCases {
      do {
        try timeline.append(.boot(stage))
      } catch {
        let reason = CommandError.bootFails(stage, error).message(names: NameTable())
        if case .memoryMap = error { throw Failure.input(place(of: description) + reason) }
        throw Failure.run(place(of: description) + reason)
      }
    }
    return timeline
  }

  /// A machine that has just been switched on.
  private static func bare(_ description: MachineDescription, _ budget: Int) throws -> Timeline {
    do {
      return try Timeline(description, budget: budget)
    } catch {
      throw Failure.input(place(of: description) + error.message(names: NameTable()))
    }
  }

  /// The list of memory that a message is about.
  private static func place(of description: MachineDescription) -> String {
    if case .map(let list) = description.memory { return list.name + ": " }
    return ""
  }
}
