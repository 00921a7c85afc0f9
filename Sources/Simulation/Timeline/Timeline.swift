/// A run of a machine that can be looked at after every command, in both directions.
///
/// Nothing is ever undone: a point of the past is made again from the nearest checkpoint by
/// replay. Only the command that is being looked into is replayed with its accesses recorded.
///
/// The run is surveyed once from its start to its end, in pieces if it is long: that finds the
/// series for the graphs, the refused commands, and places the checkpoints. Points that have been
/// surveyed are near; to go beyond surveys up to there.
public struct Timeline: Sendable {
  /// The hardware at the start.
  public let description: MachineDescription
  /// How many commands at the start set the machine up; steps are counted behind them. Of a boot that
  /// is not over yet all stages count.
  public var setupCount = BootStage.allCases.count
  /// What graphs show, for every point that has been surveyed.
  public internal(set) var series = Series()
  /// The commands of a trace that the machine refused, by their number; replay passes over them.
  public internal(set) var refused: [Int: Refusal] = [:]
  /// How many commands are done: the point that is looked at.
  public private(set) var point = 0
  /// The machine at the point.
  public private(set) var machine: Machine
  /// The command that led to the point, looked into; `nil` at the start.
  public private(set) var step: Step?
  /// The machine before that command.
  public private(set) var previous: Machine?
  /// The last point that has been surveyed.
  public internal(set) var surveyed = 0
  /// Whether a trace at the end is still being read.
  public internal(set) var isGrowing = false

  var log = CommandLog()
  var checkpoints: Checkpoints
  /// The machine at the last point that has been surveyed.
  var frontier: Machine
  /// The figures there.
  var figures: FigureValues
  /// The first point behind which the heap's memory is not only the kernel's work; `nil` if there is none.
  var firstWrite: Int?

  /// What checkpoints may cost unless told otherwise, in bytes.
  public static let defaultBudget = 256 << 20

  /// A machine that has just been switched on; the boot makes a heap of `policy` unless a command
  /// asks for another. Checkpoints may cost `budget` bytes.
  public init(
    _ description: MachineDescription, policy: HeapPolicy = .linkedList,
    budget: Int = defaultBudget
  ) throws(Refusal) {
    self.description = description
    machine = try Machine(description, policy: policy)
    frontier = machine
    figures = FigureValues(of: machine)
    checkpoints = Checkpoints(start: machine, budget: budget)
    series.append(&figures)
  }

  /// The last point.
  public var end: Int { log.count }

  /// Whether a recorded trace is a part of the run.
  public var hasTrace: Bool { log.hasTrace }

  /// The last point that a recorded trace leads to; 0 without one.
  public var traceEnd: Int { log.traceEnd }

  /// Whether all points have been surveyed.
  public var isSurveyed: Bool { surveyed == end }

  /// Command `n`, from 1, which leads from point `n - 1` to point `n`. O(1).
  public func command(leadingTo point: Int) -> Command { log[point - 1] }

  /// The step number of a point, counted behind the setup; points within it are not positive.
  public func stepNumber(of point: Int) -> Int { point - setupCount }

  /// Carries out a command at the last point and goes there.
  ///
  /// A refused command leaves no trace.
  public mutating func append(_ command: Command) throws(Refusal) {
    seek(to: end)
    var next = machine
    let (outcome, recording) = try next.applyRecording(command)
    previous = machine
    machine = next
    log.append(command)
    countSetup()
    point = end
    step = Step(point: point, command: command, outcome: outcome, recording: recording)
    frontier = machine
    note(HeapChange(outcome))
  }

  /// Carries out a command at the last point as bulk replay does: nobody looks into it, and the point
  /// that is looked at stays where it is: `seek` goes on from there.
  ///
  /// O(1) beside the command; a refusal costs a replay from the nearest checkpoint. A refused command
  /// leaves no trace.
  public mutating func run(_ command: Command) throws(Refusal) -> Outcome {
    if !isSurveyed { survey() }
    checkpoints.expect(end)
    let outcome: Outcome
    do {
      outcome = try frontier.apply(command)
    } catch {
      remakeFrontier()
      throw error
    }
    log.append(command)
    countSetup()
    note(HeapChange(outcome))
    return outcome
  }

  /// The last stage of the boot that is done at the last point that has been surveyed.
  public var latestStage: BootStage? { frontier.kernel.stage }

  /// The value of a figure there; the step is not a figure of the machine. O(1).
  public func latestValue(of figure: Figure) -> UInt64 { figures[figure] }

  /// Adds many commands behind the last point, surveys them, and stays at the point.
  ///
  /// O(n) in the commands. One that the machine refuses is noted and passed over.
  public mutating func load(_ many: some Collection<Command>) {
    for command in many {
      log.append(command)
      countSetup()
    }
    survey()
  }

  /// Adds a trace behind the last point, without a survey. One that `isGrowing` is not all read
  /// yet. O(1).
  public mutating func load(
    _ trace: PackedCommands, alignment: UInt64, isGrowing: Bool = false
  ) {
    log.append(trace, alignment: alignment)
    self.isGrowing = isGrowing
  }

  /// Puts a trace that was read further in the place of its start. O(1).
  public mutating func extend(to trace: PackedCommands, isGrowing: Bool) {
    precondition(self.isGrowing, "the trace was read to its end")
    log.extend(to: trace)
    self.isGrowing = isGrowing
  }

  /// Goes to a point: the nearest checkpoint at or before it, then replay.
  ///
  /// A point that has not been surveyed yet is surveyed up to: that can take long.
  public mutating func seek(to target: Int) {
    let target = max(0, min(target, end))
    guard target != point else { return }
    if target > surveyed { survey(atMost: target - surveyed) }
    if target == point + 1, refused[target] == nil {
      // One step forward needs no checkpoint.
      previous = machine
    } else {
      previous = target > 0 ? approach(target - 1) : nil
    }
    point = target
    lookInto()
  }

  /// What checkpoints may cost, in bytes. With less, going to a point takes longer.
  public var checkpointBudget: Int {
    get { checkpoints.budget }
    set { checkpoints.setBudget(newValue) }
  }

  /// The machine at a point that has been surveyed, made from a checkpoint without recording.
  public func replayed(to target: Int) -> Machine {
    replay(from: nearest(to: target), to: target)
  }

  /// The figures of the machine at a point, to be kept up to date from there on.
  func figures(of machine: Machine, at point: Int) -> FigureValues {
    FigureValues(of: machine, isWritten: firstWrite.map { $0 <= point } ?? false)
  }

  /// The machine at a point, leaving checkpoints near it for the steps back that may follow.
  private mutating func approach(_ target: Int) -> Machine {
    var from = nearest(to: target)
    for distance in [4096, 512, 64] where target - from.point > 2 * distance {
      from = (target - distance, replay(from: from, to: target - distance))
      checkpoints.keepNear(from.machine, at: from.point)
    }
    return replay(from: from, to: target)
  }

  /// The nearest machine at or before a point, and its point.
  func nearest(to target: Int) -> (point: Int, machine: Machine) {
    let checkpoint = checkpoints.nearest(atOrBefore: target)
    var best = (point: checkpoint.point, machine: checkpoint.machine)
    if point <= target, point > best.point { best = (point, machine) }
    if surveyed <= target, surveyed > best.point { best = (surveyed, frontier) }
    return best
  }

  func replay(from: (point: Int, machine: Machine), to target: Int) -> Machine {
    var machine = from.machine
    var commands = CommandCursor(log, at: from.point)
    for point in from.point..<target {
      let command = commands.next()
      guard refused.isEmpty || refused[point + 1] == nil else { continue }
      do {
        _ = try machine.replay(command)
      } catch {
        // Nobody waits for what has been given up: the timeline is thrown away.
        if CommandProgress.current?.wasGivenUp == true { break }
        preconditionFailure("a command was refused in a replay that was not before")
      }
    }
    return machine
  }

  /// Makes machine and step of the point from `previous`.
  private mutating func lookInto() {
    guard point > 0, var next = previous else {
      machine = checkpoints.start
      step = nil
      return
    }
    let command = log[point - 1]
    if let error = refused[point] {
      machine = next
      step = Step(refused: error, point: point, command: command)
      return
    }
    do {
      let (outcome, recording) = try next.applyRecording(command)
      machine = next
      step = Step(point: point, command: command, outcome: outcome, recording: recording)
    } catch {
      if CommandProgress.current?.wasGivenUp == true { return }
      preconditionFailure("a command was refused in a replay that was not before")
    }
  }
}
