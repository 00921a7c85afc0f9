import Script
public import Simulation

/// How closely a session looks at the steps that it makes.
public enum Attention: Comparable, Sendable {
  /// At what came of a command. The point stays behind, and comes to the end when something asks
  /// for the step or the moment: a long script is as fast as a replay.
  case outcomes
  /// At the accesses of the step as well.
  case accesses
  /// At the moment behind it as well, decoded as the views need it.
  case moments
}

extension Session {
  /// Looks more or less closely from now on.
  public mutating func attend(to attention: Attention) {
    catchUpWithRun()
    writeOut()
    self.attention = attention
    look()
  }

  /// What came of the last step.
  var outcome: Outcome? { unseen ?? timeline.step?.outcome }

  /// The fault that the last step ended in, if it did.
  public var fault: HardwareFault? {
    if case .access(.faulted(let fault, _)) = outcome { fault } else { nil }
  }

  /// The point behind the last step that was made or gone to, whether or not it has been looked at.
  var reachedPoint: Int { unseen == nil ? timeline.point : timeline.end }

  /// The last stage of the boot that is done there.
  var stage: BootStage? {
    unseen == nil ? timeline.machine.kernel.stage : timeline.latestStage
  }

  /// What came of a statement that was carried out.
  struct StatementResult {
    /// What it asks its reader to show.
    let response: Response
    /// Whether the point is another one now.
    let hasMoved: Bool
    /// The allocation that found no memory, if that is what it did.
    let shortage: MemoryShortage?
  }

  /// Carries out a statement, as `execute` does, and says what of it a script has to know.
  mutating func run(
    _ statement: Statement, comment: String? = nil
  ) throws(SessionError) -> StatementResult {
    let before = reachedPoint
    let response = try execute(statement, comment: comment)
    guard reachedPoint != before else {
      return StatementResult(response: response, hasMoved: false, shortage: nil)
    }
    var shortage: MemoryShortage?
    if statement.canRunOutOfMemory, case .heap(.outOfMemory(let found)) = outcome {
      shortage = found
    }
    return StatementResult(response: response, hasMoved: true, shortage: shortage)
  }

  /// The value of a figure at the point. Those of a step are known when it has been looked at.
  public func value(of figure: Figure) -> UInt64 {
    if figure == .step { return UInt64(max(0, timeline.stepNumber(of: reachedPoint))) }
    if figure.group == .step { return timeline.stepFigures?[figure] ?? 0 }
    if unseen != nil { return timeline.latestValue(of: figure) }
    return access == nil
      ? timeline.machine.value(of: figure) : snapshot.machine.value(of: figure)
  }

  /// Comes to the step that was made last.
  public mutating func catchUpWithRun() {
    guard unseen != nil else { return }
    unseen = nil
    seek(to: timeline.end)
  }

  /// Carries out a command without a look at the step, if nobody wants one.
  mutating func performUnseen(_ command: Command) throws(Refusal) -> Bool {
    guard attention == .outcomes, reachedPoint == timeline.end, !timeline.isGrowing,
      otherBranches.isEmpty
    else { return false }
    unseen = try timeline.run(command)
    access = nil
    return true
  }
}
