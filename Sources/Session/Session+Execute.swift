public import Script
public import Simulation

/// What a statement asks its reader to show.
public enum Response: Equatable, Sendable {
  /// The moment has changed, or nothing has.
  case done
  /// A view is asked for.
  case show(ShowRequest)
  /// Lines under a title are to be read.
  case report(title: String, [String])
  /// A text is to be written to a file; to one that is there only with `replacing`.
  case save(path: String, String, replacing: Bool)
  /// The help is asked for, of a verb or of all.
  case help(String?)
  /// The program is to end with a fatal error.
  case crash
}

extension Session {
  /// Does what a statement says. A statement that throws has had no effect, but for `expect`
  /// which has none anyway. A comment goes with it into the session's script.
  public mutating func execute(
    _ statement: Statement, comment: String? = nil
  ) throws(SessionError) -> Response {
    let statement = inThisVersion(statement)
    let response: Response
    do {
      response = try carryOut(statement)
    } catch {
      note(error, of: statement)
      throw error
    }
    if case .branch = statement {
      if let comment { record(.comment(comment)) }
    } else {
      record(statement, comment: comment)
    }
    return response
  }

  private mutating func carryOut(_ statement: Statement) throws(SessionError) -> Response {
    if !statement.leavesPointBehind { catchUpWithRun() }
    switch statement {
    case .command(let command): try run(command)
    case .boot(let stage): try boot(upTo: stage)
    case .expect(let expectation): try check(expectation)
    case .bookmark(let text): bookmark(text)
    case .note(let text): note(text)
    case .direction(let direction): try direct(direction)
    case .comment: break
    case .find(let condition, let backwards): try find(condition, backwards: backwards)
    case .extreme(let extreme, let figure): try seek(to: extreme, of: figure)
    case .goto(let destination): try go(to: destination)
    case .show(let request):
      switch request.place {
      case .step(let destination): try go(to: destination)
      case .address(let operand): _ = try place(of: operand)
      case nil: break
      }
      return .show(request)
    case .writer(let target):
      try seek(
        by: try search(touching: target, .backward, writesOnly: true), otherwise: .nothingWrites)
    case .touch(let target, let backwards):
      try seek(
        by: try search(touching: target, backwards ? .backward : .forward),
        otherwise: .nothingTouches)
    case .branch(let name, nil): try branch(name)
    case .branch(let name, let policy?): enter(try rerun(name, policy), name, policy)
    case .instead(let command): try replaceNext(with: command)
    case .other(let branch): try goToOther(branch)
    case .diffFirst:
      return .report(title: "Where the branches part", try goToFirstDifference())
    case .diff: return .report(title: "Difference", try differences())
    case .replay(let trace): try replay(trace)
    case .save(let path, let isReplacing):
      writeOut()
      return .save(path: path, scriptText, replacing: isReplacing)
    case .help(let verb): return .help(verb)
    case .crash: return .crash
    }
    return .done
  }

  private mutating func run(_ command: Command) throws(SessionError) {
    if case .boot(.machine) = command { throw .refused(.boot(.machineIsDescribed)) }
    guard stage != .handover else { return try attempt(command) }
    try allOrNone { (session) throws(SessionError) in
      try session.bootIfNeeded(for: command)
      try session.attempt(command)
      if case .heap(.create) = command, session.stage == .mapper {
        try session.boot(upTo: .handover)
      }
    }
  }

  /// Makes several steps, or none if one of them is refused. The names that were spoken of stay
  /// known: the refusal speaks of them too.
  private mutating func allOrNone(
    _ body: (inout Session) throws(SessionError) -> Void
  ) throws(SessionError) {
    let before = self
    do {
      try body(&self)
    } catch {
      let scope = scope
      self = before
      self.scope = scope
      throw error
    }
  }

  /// Runs the stages of the boot that are left up to one, each a step.
  private mutating func boot(upTo last: BootStage) throws(SessionError) {
    if let stage, stage >= last { throw .refused(.boot(.stageIsDone(last))) }
    try allOrNone { (session) throws(SessionError) in
      while let next = BootStage.behind(session.stage), next <= last {
        do throws(Refusal) {
          try session.perform(.boot(.stage(next)))
        } catch {
          throw .refused(.boot(.fails(next, error)))
        }
      }
    }
  }

  /// A script without a `boot` line boots where it first needs to: before a command as far as that
  /// says, else as a whole.
  mutating func bootIfNeeded(for command: Command? = nil) throws(SessionError) {
    guard stage == nil else { return }
    guard let command else { return try boot(upTo: .handover) }
    if let last = command.bootBefore { try boot(upTo: last) }
  }

  private mutating func attempt(_ command: Command) throws(SessionError) {
    do {
      try perform(command)
    } catch {
      throw .refused(error)
    }
  }

  private func check(_ expectation: Expectation) throws(SessionError) {
    switch expectation {
    case .figure(let comparison):
      let found = value(of: comparison.figure)
      guard comparison.holds(for: found) else { throw .figure(comparison, found: found) }
    case .fault(let wanted):
      guard let fault, wanted.matches(fault) else { throw .fault(wanted, found: fault) }
    case .error(let word):
      if let refusal {
        guard refusal.word == word else { throw .error(word, found: refusal.word) }
        return
      }
      if case .heap(.outOfMemory) = outcome, word == "out-of-memory" { return }
      throw .error(word, found: nil)
    }
  }

  private mutating func go(to destination: Destination) throws(SessionError) {
    seek(to: try point(of: destination))
  }

  /// The point that a destination names.
  public func point(of destination: Destination) throws(SessionError) -> Int {
    switch destination {
    case .start: return min(timeline.setupCount, timeline.end)
    case .end: return timeline.end
    case .percent(let percent):
      return min(timeline.setupCount + max(0, lastStepNumber) * percent / 100, timeline.end)
    case .step(let number):
      // What is still being read may have the step.
      guard number <= UInt64(max(0, lastStepNumber)) || timeline.isGrowing && number < 1 << 62
      else { throw .noStep(number, last: lastStepNumber) }
      let point = timeline.setupCount + Int(number)
      return timeline.isGrowing ? point : min(point, timeline.end)
    case .setup(let before):
      guard before <= UInt64(timeline.setupCount) else {
        throw .noSetupStep(before, first: timeline.setupCount)
      }
      let point = timeline.setupCount - Int(before)
      guard point <= timeline.end else { throw .noSetupStepYet(before, last: -lastStepNumber) }
      return point
    case .bookmark(let text):
      guard let mark = bookmarks.first(where: { $0.text == text }) else {
        throw .noBookmark(text, known: bookmarks.map(\.text))
      }
      return mark.point
    }
  }

  private mutating func find(_ condition: Condition, backwards: Bool) throws(SessionError) {
    var search = search(for: condition, backwards: backwards)
    guard let found = search.finish(in: &timeline) else {
      throw unknownName(in: condition).map { .unknownName($0) } ?? .conditionNeverHolds
    }
    seek(to: found)
  }

  private mutating func seek(
    to extreme: Extreme, of figure: Figure
  ) throws(SessionError) {
    guard !timeline.isGrowing else { throw .stillReading }
    timeline.survey(atMost: timeline.end)
    guard let search = timeline.search(for: extreme, of: figure) else {
      throw .conditionNeverHolds
    }
    try seek(by: search, otherwise: .conditionNeverHolds)
  }

  private mutating func seek(
    by search: Search, otherwise error: SessionError
  ) throws(SessionError) {
    var search = search
    guard let found = search.finish(in: &timeline) else { throw error }
    seek(to: found)
  }

  /// A search from the point for a step at which a condition holds.
  public func search(for condition: Condition, backwards: Bool) -> Search {
    var search = Search(
      for: .condition(condition, names, stepTexts), backwards ? .backward : .forward,
      from: timeline.point, in: timeline)
    search.concurrency = concurrency
    return search
  }
}

extension Statement {
  /// Whether it makes no difference to it that the point is behind the step that was made last.
  fileprivate var leavesPointBehind: Bool {
    switch self {
    case .expect(.figure(let comparison)): comparison.figure.group != .step
    case .command, .boot, .expect, .bookmark, .note, .direction, .comment, .help: true
    case .find, .extreme, .goto, .show, .writer, .touch, .branch, .instead, .other, .diff,
      .diffFirst, .replay,
      .save,
      .crash:
      false
    }
  }
}
