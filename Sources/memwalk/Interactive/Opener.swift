import Interface
import Lessons
import Script
import Session
import Simulation

/// Makes what the interface begins with out of files and of what comes with the program.
struct Opener {
  /// The machine of traces.
  private var machine = MachineDescription()
  /// Whether the user has asked for it.
  private var isMachineGiven = false
  /// The alignment of their blocks, in bytes.
  private let alignment: UInt64

  /// One that opens traces on the machine of some options.
  init(_ options: MachineOptions, alignment: UInt64) throws {
    machine = try options.description()
    isMachineGiven = options.isGiven
    self.alignment = alignment
  }

  /// One that opens them on the machine that there is without any options.
  init() { alignment = BlockOptions.usual }

  /// Opens what the user has chosen.
  func open(_ target: OpenTarget) throws -> Opening {
    switch target {
    case .file(let name): try open(file: name, isPrompt: true).opening
    case .lesson(let name): try lesson(name)
    case .trace(let name): try trace(name)
    case .machine(let name): try map(name)
    case .journal(let path): try journal(at: path)
    }
  }

  /// What a file is, and how it begins.
  func open(
    file name: String, isPrompt: Bool = false
  ) throws -> (opening: Opening, withoutTerminal: String) {
    switch try OpenedFile(name, isPrompt: isPrompt) {
    case .trace: return (try trace(name), "memwalk replay \(name)")
    case .map:
      guard !isMachineGiven else {
        throw Failure.input("\(name) is a machine already: leave out --memory, --map and --levels")
      }
      return (try map(name), "memwalk trace summary \(name)")
    case .lesson:
      guard !isMachineGiven else {
        throw Failure.input("\(name) is a lesson, which says itself on what machine it runs")
      }
      return (try lesson(name), "memwalk lesson \(name) --linear")
    case .script(let bytes):
      guard !isMachineGiven else {
        throw Failure.input("\(name) is a script, which says itself on what machine it runs")
      }
      return (try script(bytes, name), "memwalk run \(name)")
    }
  }

  /// A journal, to be gone on with.
  func resumed(_ opened: OpenedJournal) throws -> Opening {
    let resumed = try SessionBuilder.resumed(from: opened)
    var opening = Opening(resumed.session)
    opening.lines = resumed.lines
    // What could not be carried out stays in the journal as it is, and so does an older version.
    let goesOn = resumed.problem == nil && resumed.version == LanguageVersion.current
    opening.message =
      resumed.problem.map { $0 + " What you do now goes into a new journal." }
      ?? Self.remark(on: opened)
      ?? (goesOn ? nil : "The journal is of an older memwalk: what you do now goes into a new one.")
    if goesOn { opening.journal = Journal(continuing: opened, with: resumed.session.script) }
    return opening
  }

  /// A journal by its path.
  func journal(at path: String) throws -> Opening {
    do {
      return try resumed(OpenedJournal(path))
    } catch OpenedJournal.Problem.inUse {
      throw Failure.input("\(path): a memwalk that is still running writes this journal")
    } catch OpenedJournal.Problem.unreadable(let message) {
      throw Failure.input(message)
    }
  }

  private func lesson(_ name: String) throws -> Opening {
    let run = try LessonLoader.run(name)
    return Opening(lesson: LessonPlayer(run, progress: ProgressFile().read()))
  }

  private func trace(_ name: String) throws -> Opening {
    let loading = try TraceLoader.open(name, cache: TraceLoader.cache())
    var opening = Opening(
      try SessionBuilder.replay(
        loading, title: TraceLoader.title(of: name), alignment: alignment,
        on: machine))
    opening.loading = loading
    return opening
  }

  private func map(_ name: String) throws -> Opening {
    var description = MachineDescription()
    description.memory = .map(try MapLoader.list(named: name))
    return Opening(
      try SessionBuilder.booted(description, title: TraceLoader.title(of: name)))
  }

  /// A script carried out up to its end, or to the line that is refused.
  private func script(_ bytes: [UInt8], _ name: String) throws -> Opening {
    let files = NearbyFiles(of: name)
    var scope = Scope()
    let lines = try ScriptLoader.lines(
      bytes, named: name, maps: files.maps, traces: files.traces, scope: &scope)
    let opened: OpenedScript
    do {
      opened = try OpenedScript(
        title: TraceLoader.title(of: name), script: lines, scope: scope,
        concurrency: Processors.count)
    } catch {
      throw Failure.run(error.excerpt(names: scope.names))
    }
    var opening = Opening(opened.session)
    opening.message = Self.message(about: opened)
    return opening
  }

  /// What the user has to know of a script that was not carried out as a whole.
  private static func message(about opened: OpenedScript) -> String? {
    let names = opened.session.names
    if let stop = opened.stop {
      let line = stop.line.position(of: nil).line
      return
        "Line \(line) failed: \(stop.error.message(names: names)). What came before it is here."
    }
    guard let first = opened.leftOut.first else { return nil }
    let (line, more) = (first.position(of: nil).line, opened.leftOut.count - 1)
    return "Line \(line) was left out: \(first.text)."
      + (more > 0 ? " \(Phrase.count(UInt64(more), "more line")) as well." : "")
  }

  /// What was left out of a journal because it may have been cut off by a power failure.
  private static func remark(on journal: OpenedJournal) -> String? {
    guard !journal.unfinished.isEmpty else { return nil }
    return "Line \((journal.lines.last?.number ?? 0) + 1) has no end, so it was left out:"
      + " \(VisibleText.of(journal.unfinished, limit: 60))"
  }
}

extension ScriptRun.Stop {
  /// The line with a mark at what is wrong, and why.
  func excerpt(names: NameTable) -> String {
    let argument = error.argument(of: line.statement, names: names)
    return line.error(error.message(names: names), at: argument).excerpt
  }
}
