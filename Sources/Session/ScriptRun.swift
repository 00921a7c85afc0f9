public import Script
public import Simulation

/// A script that is carried out line by line.
public struct ScriptRun: Sendable {
  /// The run; `nil` until the first line that needs a machine.
  public private(set) var session: Session?
  /// How many lines have been carried out.
  public private(set) var position = 0
  /// How many expectations were met.
  public private(set) var expectationsMet = 0
  /// How many processors a search may use.
  public var concurrency = 1
  /// How closely steps are looked at; those that are not are not among an event's either.
  public var attention = Attention.accesses

  private let title: String
  private let script: [ScriptLine]
  /// What stands before the first line that needs a machine.
  private var beginning: [String] = []
  /// The names of the script.
  private let scope: Scope
  /// Whether a trace follows, whose blocks the names of lines may be.
  private let hasTrace: Bool

  /// A script that is about to start, with the names that its lines were parsed with.
  public init(title: String, script: [ScriptLine], scope: Scope) {
    self.title = title
    self.script = script
    self.scope = scope
    hasTrace = script.contains { if case .replay = $0.statement { true } else { false } }
  }

  /// A line that was carried out, and what came of it.
  public struct Event: Sendable {
    /// The line.
    public let line: ScriptLine
    /// The steps that it made: none, one, or those of the boot as well.
    public let steps: [Step]
    /// What it asks to be shown.
    public let response: Response
  }

  /// Why a script ended before its end.
  public struct Stop: Error, Sendable {
    /// The line.
    public let line: ScriptLine
    /// What was wrong.
    public let error: SessionError
  }

  /// Carries out the next line; `nil` at the end.
  ///
  /// A refused command ends the script unless the line behind it expects the refusal.
  public mutating func next() throws(Stop) -> Event? {
    do {
      if let event = try nextEvent() { return event }
    } catch {
      end()
      throw error
    }
    end()
    return nil
  }

  /// What follows comes from somebody who looks at the step, and speaks the present language.
  private mutating func end() {
    session?.catchUpWithRun()
    session?.scope.version = LanguageVersion.current
  }

  private mutating func nextEvent() throws(Stop) -> Event? {
    guard position < script.count else { return nil }
    let line = script[position]
    position += 1
    if case .command(.boot(.machine(let description))) = line.statement, session == nil {
      try start(description, line)
      return Event(line: line, steps: [], response: .done)
    }
    if session == nil, line.statement.needsMachine { try start(MachineDescription(), line) }
    guard session != nil else {
      if case .help(let verb) = line.statement {
        return Event(line: line, steps: [], response: .help(verb))
      }
      beginning.append(line.text)
      return Event(line: line, steps: [], response: .done)
    }
    let before = attention > .outcomes ? session?.timeline.point : nil
    let result: Session.StatementResult
    do {
      result = try execute(line)
    } catch {
      guard case .refused = error, case .expect(.error) = following?.statement else {
        throw Stop(line: line, error: error)
      }
      return try nextEvent()
    }
    if case .expect = line.statement { expectationsMet += 1 }
    if let shortage = result.shortage { try check(shortage, of: line) }
    let steps = before.map { result.hasMoved ? made(after: $0, by: line) : [] } ?? []
    return Event(line: line, steps: steps, response: result.response)
  }

  /// Carries out a line in the session's place: of a copy each step would have to copy all that has
  /// grown with the run, and the names of a refused line would be lost with it.
  private mutating func execute(_ line: ScriptLine) throws(SessionError) -> Session.StatementResult
  {
    let statement = hasTrace ? session?.resolved(line) ?? line.statement : line.statement
    guard let result = try session?.run(statement, comment: line.comment) else {
      preconditionFailure("a line that needs a machine has started one")
    }
    return result
  }

  /// An allocation without memory is a failure unless the next line expects it.
  private func check(_ shortage: MemoryShortage, of line: ScriptLine) throws(Stop) {
    guard following?.statement.expectsOutOfMemory != true else { return }
    throw Stop(line: line, error: .refused(.heap(.full(shortage))))
  }

  /// The steps that a line has made since a point, or the one that it has gone to.
  private func made(after before: Int, by line: ScriptLine) -> [Step] {
    guard let session, let last = session.timeline.step else { return [] }
    guard line.statement.makesSteps, session.timeline.point > before + 1 else { return [last] }
    var replay = session.timeline
    var steps: [Step] = []
    for point in before + 1..<session.timeline.point {
      replay.seek(to: point)
      if let step = replay.step { steps.append(step) }
    }
    return steps + [last]
  }

  /// The next line that is more than a comment.
  private var following: ScriptLine? {
    script[position...].first { line in
      if case .comment = line.statement { false } else { true }
    }
  }

  private mutating func start(
    _ description: MachineDescription, _ line: ScriptLine
  ) throws(Stop) {
    do {
      var started = Session(title: title, timeline: try Timeline(description))
      started.concurrency = concurrency
      started.record(beginning)
      started.record(.command(.boot(.machine(description))), comment: line.machineComment)
      if !hasTrace { started.scope = scope }
      started.scope.version = scope.version
      started.attend(to: attention)
      session = started
    } catch {
      throw Stop(line: line, error: .refused(error))
    }
  }
}

extension Session {
  /// What a line says at the point. A script is parsed before it runs, when nobody knows where the
  /// blocks of a trace will be: its names are looked up as at a prompt.
  fileprivate mutating func resolved(_ line: ScriptLine) -> Statement {
    switch line.statement {
    case .command, .instead, .writer, .touch, .show:
      // What was parsed once is parsed again, and neither maps nor traces are among it.
      let parsed = try? parse(
        line.text, maps: { name throws(MapError) in throw MapError(name) },
        traces: { name throws(MapError) in throw MapError(name) })
      return parsed?.statement ?? line.statement
    case .boot, .expect, .bookmark, .note, .direction, .comment, .find, .extreme, .goto, .branch,
      .other, .diff,
      .diffFirst, .replay, .save, .crash, .help:
      return line.statement
    }
  }
}

extension ScriptLine {
  /// The comment, if the line describes the machine.
  fileprivate var machineComment: String? {
    if case .command(.boot(.machine)) = statement { comment } else { nil }
  }
}

extension Statement {
  /// Whether it makes steps, and does not only go to one that there is.
  fileprivate var makesSteps: Bool {
    switch self {
    case .command, .boot, .replay, .expect, .bookmark, .note, .direction, .comment, .save, .diff,
      .diffFirst,
      .crash, .help:
      true
    // A trace of many millions is not listed.
    case .goto, .find, .extreme, .writer, .touch, .show, .branch, .instead, .other: false
    }
  }

  /// Whether it gives a command to the machine.
  var canRunOutOfMemory: Bool {
    switch self {
    case .command, .instead(.some): true
    case .boot, .show, .expect, .bookmark, .note, .direction, .comment, .find, .extreme, .goto,
      .writer, .touch,
      .branch,
      .instead(nil), .other, .diff, .diffFirst, .replay, .save, .crash, .help:
      false
    }
  }

  /// Whether it waits for an allocation that finds no memory.
  fileprivate var expectsOutOfMemory: Bool {
    switch self {
    case .expect(.error("out-of-memory")): true
    case .expect(.figure(let comparison)): comparison.figure == .outOfMemory
    case .command, .boot, .show, .expect, .bookmark, .note, .direction, .comment, .find, .extreme,
      .goto,
      .writer, .touch,
      .branch, .instead, .other, .diff, .diffFirst, .replay, .save, .crash, .help:
      false
    }
  }
}
