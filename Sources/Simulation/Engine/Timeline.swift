/// A run of a machine that can be looked at after every command, in both directions.
///
/// Nothing is ever undone: a point of the past is made again from the nearest checkpoint by
/// replay. Only the command that is being looked into is replayed with its accesses recorded.
public struct Timeline: Sendable {
  /// The hardware at the start.
  public let description: MachineDescription
  /// The commands, in order. Command `n`, from 1, leads from point `n - 1` to point `n`.
  public private(set) var commands: [Command] = []
  /// How many commands at the start set the machine up; steps are counted behind them.
  public var setupCount = 0
  /// What graphs show, for every point.
  public private(set) var series = Series()
  /// The commands of a trace that the machine refused, by their number; replay passes over them.
  public private(set) var refused: [Int: CommandError] = [:]
  /// The points at which memory ran out, an access faulted or a command was refused.
  public private(set) var alarms: [Int] = []
  /// How many commands are done: the point that is looked at.
  public private(set) var point = 0
  /// The machine at the point.
  public private(set) var machine: Machine
  /// The command that led to the point, looked into; `nil` at the start.
  public private(set) var step: Step?
  /// The machine before that command.
  public private(set) var previous: Machine?

  private var troubleCount: UInt64 = 0
  private var checkpoints: [Checkpoint]
  private var interval = 256

  /// The most checkpoints that are kept; beyond, every other one is given up.
  private static let checkpointLimit = 512

  private struct Checkpoint: Sendable {
    var point: Int
    var machine: Machine
  }

  /// A machine that has just been switched on.
  public init(_ description: MachineDescription) throws(CommandError) {
    self.description = description
    machine = try Machine(description)
    checkpoints = [Checkpoint(point: 0, machine: machine)]
    series.append(machine)
  }

  /// The last point.
  public var end: Int { commands.count }

  /// The step number of a point, counted behind the setup; points within it are not positive.
  public func stepNumber(of point: Int) -> Int { point - setupCount }

  /// Carries out a command at the last point and goes there.
  ///
  /// A refused command leaves no trace.
  public mutating func append(_ command: Command) throws(CommandError) {
    seek(to: end)
    var next = machine
    let (outcome, accesses) = try next.applyRecording(command)
    previous = machine
    machine = next
    commands.append(command)
    point = end
    step = Step(point: point, command: command, outcome: outcome, accesses: accesses)
    noteEnd()
  }

  /// Carries out many commands, without recording, behind the last point, and stays where it was.
  ///
  /// O(n) in the commands. One that the machine refuses is noted and passed over.
  public mutating func load(_ many: some Collection<Command>) {
    let here = point
    seek(to: end)
    commands.reserveCapacity(commands.count + many.count)
    for command in many {
      commands.append(command)
      do {
        _ = try machine.apply(command)
      } catch {
        refused[end] = error
        // The machine is as far as the command had got, so only a checkpoint will do.
        let from = checkpoints[checkpointIndex(atOrBefore: end - 1)]
        machine = replay(from, to: end - 1)
      }
      noteEnd()
    }
    point = end
    step = nil
    previous = nil
    if here != end { seek(to: here) } else { lookInto() }
  }

  /// Goes to a point: the nearest checkpoint at or before it, then replay.
  public mutating func seek(to target: Int) {
    let target = max(0, min(target, end))
    guard target != point else { return }
    if target == point + 1, refused[target] == nil {
      // One step forward needs no checkpoint.
      previous = machine
    } else {
      previous = target > 0 ? replayed(to: target - 1) : nil
    }
    point = target
    lookInto()
  }

  /// The same run up to the point, with another future.
  public func branch() -> Timeline {
    var branch = self
    branch.commands.removeSubrange(point...)
    branch.series.truncate(toCount: point + 1)
    branch.checkpoints.removeAll { $0.point > point }
    branch.refused = refused.filter { $0.key <= point }
    branch.alarms.removeAll { $0 > point }
    branch.troubleCount = machine.kernel.faultCount + machine.kernel.outOfMemoryCount
    branch.setupCount = min(setupCount, point)
    return branch
  }

  /// The machine at a point, made from a checkpoint without recording.
  public func replayed(to target: Int) -> Machine {
    var from = checkpoints[checkpointIndex(atOrBefore: target)]
    if point <= target, point > from.point { from = Checkpoint(point: point, machine: machine) }
    return replay(from, to: target)
  }

  private func replay(_ from: Checkpoint, to target: Int) -> Machine {
    var from = from
    for number in from.point..<target where refused[number + 1] == nil {
      do {
        _ = try from.machine.apply(commands[number])
      } catch {
        preconditionFailure("a command was refused in a replay that was not before")
      }
    }
    return from.machine
  }

  /// Makes machine and step of the point from `previous`.
  private mutating func lookInto() {
    if previous == nil, point > 0 { previous = replayed(to: point - 1) }
    guard point > 0, var next = previous else {
      machine = checkpoints[0].machine
      step = nil
      return
    }
    let command = commands[point - 1]
    if let error = refused[point] {
      machine = next
      step = Step(refused: error, point: point, command: command)
      return
    }
    do {
      let (outcome, accesses) = try next.applyRecording(command)
      machine = next
      step = Step(point: point, command: command, outcome: outcome, accesses: accesses)
    } catch {
      preconditionFailure("a command was refused in a replay that was not before")
    }
  }

  private mutating func noteEnd() {
    let trouble = machine.kernel.faultCount + machine.kernel.outOfMemoryCount
    if trouble != troubleCount || refused[end] != nil { alarms.append(end) }
    troubleCount = trouble
    series.append(machine)
    guard end % interval == 0 else { return }
    checkpoints.append(Checkpoint(point: end, machine: machine))
    guard checkpoints.count > Self.checkpointLimit else { return }
    interval *= 2
    checkpoints.removeAll { $0.point % interval != 0 }
  }

  private func checkpointIndex(atOrBefore target: Int) -> Int {
    var low = 0
    var high = checkpoints.count
    while low < high {
      let middle = (low + high) / 2
      if checkpoints[middle].point > target { high = middle } else { low = middle + 1 }
    }
    return low - 1
  }
}
