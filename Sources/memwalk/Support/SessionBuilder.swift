import Interface
import Script
import Session
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

  /// A session carried out anew from its journal, as far as that goes.
  struct Resumed {
    /// The session.
    var session: Session
    /// The line that is left: where the user was.
    var lines: [String] = []
    /// The line that could not be carried out, and why. What lies behind it stays in the journal.
    var problem: String?
  }

  /// A session carried out anew from its journal: a script whose machine comes first.
  static func resumed(from path: String) throws -> Resumed {
    var lines = Journal.lines(of: try ScriptLoader.rawBytes(of: path))[...]
    var scope = Scope()
    guard let first = lines.popFirst(),
      case .command(.boot(.machine(let description))) = try statement(first, 1, path, &scope)
    else { throw Failure.input("\(path):1:1: a journal begins with the machine of its session") }
    var resumed = Resumed(
      session: Session(title: "machine", timeline: try bare(description, Timeline.defaultBudget)))
    resumed.session.concurrency = Processors.count
    resumed.session.record([first])
    for (number, line) in lines.enumerated() {
      if number == lines.count - 1, line.hasPrefix("goto ") {
        // It may be far: the user sees it come.
        resumed.lines = [line]
        break
      }
      if let problem = carryOut(line, in: &resumed.session) {
        resumed.problem = "Resumed up to line \(number + 2) of \(title(of: path)): \(problem)"
        break
      }
    }
    return resumed
  }

  /// Carries out a line of a journal; returns why it cannot be.
  private static func carryOut(_ line: String, in session: inout Session) -> String? {
    do {
      guard let parsed = try session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
      else { return nil }
      _ = try session.execute(parsed.statement)
      if case .replay(let trace) = parsed.statement {
        session.title = TraceLoader.title(of: trace.name)
      }
      return nil
    } catch let error as SessionError {
      return error.message(names: session.names)
    } catch let error as ScriptError {
      return error.message
    } catch {
      return "\(error)"
    }
  }

  private static func title(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
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
    var description = description
    // They are carried out from any folder.
    if case .map(var list) = description.memory, list.isFile {
      list.name = Folder.absolute(list.name)
      description.memory = .map(list)
    }
    return [Statement.command(.boot(.machine(description))), .boot(upTo: .handover)].map {
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
        try timeline.append(.boot(.stage(stage)))
      } catch {
        let reason = Refusal.boot(.fails(stage, error)).message(names: NameTable())
        if case .boot(.memoryMap) = error { throw Failure.input(place(of: description) + reason) }
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
