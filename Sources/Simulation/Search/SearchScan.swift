import MemoryCore

/// A look at every step of one piece of a run, from the checkpoint in front of it on, bit by bit.
///
/// Scans of different pieces have nothing to do with each other and can run at the same time.
struct SearchScan: Sendable {
  /// The points of the piece.
  let points: Range<Int>
  /// The point that the search wants, as far as the scan has come: the first one, or the last one.
  private(set) var found: Int?

  /// The next point to look at.
  private var next: Int
  private let goal: Search.CompiledGoal
  private let wantsFirst: Bool
  /// `nil` if nothing is to be looked at, or while that goes on.
  private var stage: Stage?

  private enum Stage: Sendable {
    /// Replay, until the machine is in front of the piece.
    case approach(point: Int, Machine)
    /// Ask commands, without a machine.
    case commands(CompiledCondition)
    /// Ask machines behind commands.
    case moments(CompiledCondition, Machine, Moment)
    /// Watch memory while commands run.
    case watchpoints(WatchedMachine, writesOnly: Bool)
  }

  /// A scan of a piece of a timeline. `wantsFirst` says which step wins if there are several.
  init(_ points: Range<Int>, for goal: Search.CompiledGoal, wantsFirst: Bool, in timeline: Timeline)
  {
    self.points = points
    self.goal = goal
    self.wantsFirst = wantsFirst
    next = points.lowerBound
    if case .condition(let condition, isDecidedByCommand: true) = goal {
      stage = .commands(condition)
    } else {
      let nearest = timeline.nearest(to: max(0, points.lowerBound - 1))
      stage = .approach(point: nearest.point, nearest.machine)
    }
  }

  /// A scan of a piece whose wanted point is known without a look.
  init(_ points: Range<Int>, for goal: Search.CompiledGoal, found: Int) {
    self.points = points
    self.goal = goal
    self.found = found
    wantsFirst = true
    next = points.upperBound
  }

  /// Whether nothing is left to look at.
  var isFinished: Bool { next == points.upperBound || wantsFirst && found != nil }

  /// Goes on by so many steps.
  mutating func advance(atMost count: Int, in timeline: Timeline) {
    guard !isFinished else { return }
    let stop = min(points.upperBound, next + min(count, points.count))
    // The machine is moved out, so that it is not copied when it is written to.
    switch stage.take() {
    case .approach(let point, let machine):
      let target = max(0, points.lowerBound - 1)
      let reached = min(target, point + min(count, target - point))
      let nearer = timeline.replay(from: (point, machine), to: reached)
      stage = reached < target ? .approach(point: reached, nearer) : begin(nearer, target, timeline)
    case .commands(let condition):
      ask(condition, upTo: stop, timeline)
      stage = .commands(condition)
    case .moments(let condition, var machine, var moment):
      ask(condition, &machine, &moment, upTo: stop, timeline)
      stage = .moments(condition, machine, moment)
    case .watchpoints(var machine, let writesOnly):
      watch(&machine, writesOnly: writesOnly, upTo: stop, timeline)
      stage = .watchpoints(machine, writesOnly: writesOnly)
    case nil: break
    }
  }

  /// What to do with the machine in front of the piece.
  private func begin(_ machine: Machine, _ point: Int, _ timeline: Timeline) -> Stage {
    switch goal {
    case .condition(let condition, _):
      let moment = Moment(
        number: timeline.stepNumber(of: point), figures: timeline.figures(of: machine, at: point))
      return .moments(condition, machine, moment)
    case .touching(let ranges, let writesOnly):
      return .watchpoints(WatchedMachine(machine, watching: ranges), writesOnly: writesOnly)
    }
  }

  private mutating func ask(
    _ condition: CompiledCondition, upTo stop: Int, _ timeline: Timeline
  ) {
    var moment = Moment(number: 0, figures: timeline.figures)
    var commands = CommandCursor(timeline.log, at: max(0, next - 1))
    while next < stop {
      moment.number = timeline.stepNumber(of: next)
      moment.command = next > 0 ? commands.next() : nil
      moment.isRefused = timeline.isRefused(next)
      if note(condition.holds(at: &moment)) { return }
    }
  }

  private mutating func ask(
    _ condition: CompiledCondition, _ machine: inout Machine, _ moment: inout Moment,
    upTo stop: Int, _ timeline: Timeline
  ) {
    if next == 0, next < stop, note(condition.holds(at: &moment)) { return }
    var commands = CommandCursor(timeline.log, at: max(0, next - 1))
    while next < stop {
      moment.step(
        commands.next(), isRefused: timeline.isRefused(next), &machine, for: condition)
      if note(condition.holds(at: &moment)) { return }
    }
  }

  private mutating func watch(
    _ machine: inout WatchedMachine, writesOnly: Bool, upTo stop: Int, _ timeline: Timeline
  ) {
    var commands = CommandCursor(timeline.log, at: next - 1)
    while next < stop {
      let command = commands.next()
      var isRight = false
      if !timeline.isRefused(next) {
        let seen = machine.apply(command)
        isRight = writesOnly ? seen.written : seen.touched
      }
      if note(isRight) { return }
    }
  }

  /// Notes what is true of the next point and goes on; whether nothing more need be looked at.
  @inline(__always)
  private mutating func note(_ isRight: Bool) -> Bool {
    if isRight { found = next }
    next += 1
    return isRight && wantsFirst
  }
}

extension Timeline {
  /// Whether the machine refused the command that leads to a point.
  @inline(__always)
  fileprivate func isRefused(_ point: Int) -> Bool {
    !refused.isEmpty && refused[point] != nil
  }
}
