public import Script
public import Simulation

/// What a statement asks its reader to show.
public enum Response: Equatable, Sendable {
  /// The moment has changed, or nothing has.
  case done
  /// A view is asked for.
  case show(ShowRequest)
  /// The help is asked for, of a verb or of all.
  case help(String?)
  /// The program is to end with a fatal error.
  case crash
}

extension Session {
  /// Does what a statement says. A statement that throws has had no effect, but for `expect`
  /// which has none anyway.
  public mutating func execute(_ statement: Statement) throws(SessionError) -> Response {
    switch statement {
    case .command(let command): try run(command)
    case .boot(let stage): try boot(upTo: stage)
    case .expect(let expectation): try check(expectation)
    case .bookmark(let text): bookmark(text)
    case .note(let text): note(text)
    case .find(let condition, let backwards): try find(condition, backwards: backwards)
    case .goto(let destination): try go(to: destination)
    case .show(let request):
      if case .step(let number) = request.place { try go(to: .step(number)) }
      return .show(request)
    case .help(let verb): return .help(verb)
    case .crash: return .crash
    }
    return .done
  }

  /// The value of a figure at the point.
  public func value(of figure: Figure) -> UInt64 {
    figure == .step ? UInt64(max(0, stepNumber)) : snapshot.machine.value(of: figure)
  }

  private mutating func run(_ command: Command) throws(SessionError) {
    if case .machine = command { throw .refused(.machineIsDescribed) }
    let before = self
    do throws(SessionError) {
      try bootIfNeeded(for: command)
      try attempt(command)
      if case .heap = command, timeline.machine.kernel.stage == .mapper {
        try boot(upTo: .handover)
      }
    } catch {
      self = before
      throw error
    }
  }

  /// Runs the stages of the boot that are left up to one, each a step.
  private mutating func boot(upTo last: BootStage) throws(SessionError) {
    let machine = timeline.machine
    if let stage = machine.kernel.stage, stage >= last { throw .refused(.stageIsDone(last)) }
    let before = self
    while let next = timeline.machine.kernel.nextStage, next <= last {
      do {
        try perform(.boot(next))
      } catch {
        self = before
        throw .refused(.bootFails(next, error))
      }
    }
  }

  /// A script without a `boot` line boots where it first needs to.
  private mutating func bootIfNeeded(for command: Command) throws(SessionError) {
    guard timeline.machine.kernel.stage == nil else { return }
    switch command {
    case .set, .flush, .physicalRead, .physicalWrite, .boot, .machine: return
    case .heap: try boot(upTo: .mapper)
    default: try boot(upTo: .handover)
    }
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
      var found: HardwareFault?
      if case .faulted(let fault, _) = timeline.step?.outcome { found = fault }
      guard let found, wanted.matches(found) else { throw .fault(wanted, found: found) }
    case .error(let word):
      // A refused command leaves no step: whoever runs the script knows of it. What remains is
      // an allocation that found no memory.
      if case .outOfMemory = timeline.step?.outcome, word == "out-of-memory" { return }
      throw .error(word, found: nil)
    }
  }

  private mutating func go(to destination: Destination) throws(SessionError) {
    switch destination {
    case .start: seek(toStep: 0)
    case .end: seek(to: timeline.end)
    case .percent(let percent): seek(toStep: lastStepNumber * percent / 100)
    case .step(let number):
      guard number <= UInt64(max(0, lastStepNumber)) else {
        throw .noStep(number, last: lastStepNumber)
      }
      seek(toStep: Int(number))
    case .bookmark(let text):
      guard let mark = bookmarks.first(where: { $0.text == text }) else {
        throw .noBookmark(text, known: bookmarks.map(\.text))
      }
      seek(to: mark.point)
    }
  }

  private mutating func find(_ condition: Condition, backwards: Bool) throws(SessionError) {
    let setup = timeline.setupCount
    let holds: (Machine, Int) -> Bool = { machine, point in
      condition.holds { figure in
        figure == .step ? UInt64(max(0, point - setup)) : machine.value(of: figure)
      }
    }
    let found =
      backwards
      ? timeline.lastPoint(before: timeline.point, where: holds)
      : timeline.firstPoint(after: timeline.point, where: holds)
    guard let found else { throw .conditionNeverHolds }
    seek(to: found)
  }
}
