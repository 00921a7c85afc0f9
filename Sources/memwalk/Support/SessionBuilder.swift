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
    /// The version of the language that the journal is written in.
    var version = LanguageVersion.current
    /// The line that could not be carried out, and why. What lies behind it stays in the journal.
    var problem: String?
  }

  /// A session carried out anew from its journal: a script whose machine comes first.
  static func resumed(from journal: OpenedJournal) throws -> Resumed {
    var lines = journal.lines[...]
    let (description, beginning, version) = try beginning(&lines, journal.path)
    var resumed = Resumed(
      session: Session(title: "machine", timeline: try bare(description, Timeline.defaultBudget)))
    resumed.session.concurrency = Processors.count
    // Nobody sees the steps on the way.
    resumed.session.attend(to: .outcomes)
    resumed.session.record(beginning)
    (resumed.version, resumed.session.scope.version) = (version, version)
    // A command that was refused is there because the line behind it says so.
    var refusal: (line: Int, reason: String)?
    for line in lines {
      if line.number == journal.lines.last?.number, line.text.hasPrefix("goto ") {
        // It may be far: the user sees it come.
        resumed.lines = [inThisVersion(line.text, of: resumed.session)]
        break
      }
      do throws(Problem) {
        try carryOut(line, in: &resumed.session, &refusal)
      } catch {
        refusal = (error.line, error.reason)
        break
      }
    }
    resumed.session.attend(to: .moments)
    resumed.session.scope.version = LanguageVersion.current
    if let refusal {
      resumed.problem =
        "Resumed up to line \(refusal.line) of \(title(of: journal.path)): \(refusal.reason)."
    }
    return resumed
  }

  /// The line that a journal ends with, in the present version of the language.
  private static func inThisVersion(_ line: String, of session: Session) -> String {
    var session = session
    let parsed = try? session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load)
    guard let parsed else { return line }
    return Printer.text(session.inThisVersion(parsed.statement), names: session.names)
  }

  /// Takes the lines up to the one that describes the machine.
  private static func beginning(
    _ lines: inout ArraySlice<OpenedJournal.Line>, _ path: String
  ) throws -> (MachineDescription, [String], version: Int) {
    var scope = Scope()
    var beginning: [String] = []
    while let line = lines.popFirst() {
      let parsed: ScriptLine?
      do {
        parsed = try ScriptParser(maps: ScriptMaps.load).parse(
          line: line.text, from: SourceOrigin(file: path, line: line.number), scope: &scope)
      } catch {
        throw Failure.input(error.excerpt)
      }
      guard let parsed else { continue }
      beginning.append(line.text)
      switch parsed.statement {
      case .command(.boot(.machine(let description))):
        return (description, beginning, scope.version)
      case .comment, .note: continue
      default:
        throw Failure.input(
          "\(path):\(line.number):1: a journal begins with the machine of its session")
      }
    }
    throw Failure.input(
      "\(path): a journal begins with the machine of its session, and none is there")
  }

  /// Why a journal cannot be carried out further.
  private struct Problem: Error {
    let line: Int
    let reason: String
  }

  /// Carries out a line of a journal. `refusal` is that of the line before, which this one has to
  /// expect.
  private static func carryOut(
    _ line: OpenedJournal.Line, in session: inout Session,
    _ refusal: inout (line: Int, reason: String)?
  ) throws(Problem) {
    do {
      guard
        let parsed = try session.parse(
          line.text, maps: ScriptMaps.load, traces: ScriptTraces.load)
      else { return }
      if let refusal, !parsed.statement.canFollowRefusal {
        throw Problem(line: refusal.line, reason: refusal.reason)
      }
      if case .expect = parsed.statement { refusal = nil }
      _ = try session.execute(parsed.statement, comment: parsed.comment)
    } catch let problem as Problem {
      throw problem
    } catch let error as SessionError {
      let reason = error.message(names: session.names)
      guard case .refused = error else { throw Problem(line: line.number, reason: reason) }
      refusal = (line.number, reason)
    } catch let error as ScriptError {
      throw Problem(line: line.number, reason: error.message)
    } catch {
      throw Problem(line: line.number, reason: "\(error)")
    }
  }

  private static func title(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
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

extension Statement {
  /// Whether it can stand behind a command that was refused.
  fileprivate var canFollowRefusal: Bool {
    switch self {
    case .comment, .expect(.error): true
    default: false
    }
  }
}
