import Script
public import Simulation

extension Session {
  /// The run that was left last: it is shown beside the run, and steps along with it.
  public var companion: Timeline? { otherBranches.last }

  /// Carries out a command at the point. In the past this leaves the run for a branch.
  public mutating func perform(_ command: Command) throws(CommandError) {
    guard timeline.point < timeline.end || timeline.isGrowing else {
      try timeline.append(command)
      access = nil
      followInCompanion()
      return look()
    }
    var branch = timeline.branch()
    try branch.append(command)
    leave(for: branch)
    followInCompanion()
    bookmarks.removeAll { $0.point > timeline.point }
  }

  /// Leaves the run for a branch that ends at the point.
  public mutating func fork() {
    leave(for: timeline.branch())
    record(.fork(nil))
  }

  /// Leaves the run for one of the same commands on another heap, which is at its start; returns
  /// the point there that stands for this one's.
  mutating func leaveForRerun(policy: HeapPolicy) throws(CommandError) -> Int {
    let rerun = try timeline.rerun(policy: policy)
    leave(for: rerun.timeline)
    shareCheckpointBudget()
    record(.fork(policy))
    return rerun.point
  }

  /// Goes on with the run that was left last, at the step that it came along to.
  public mutating func swap() throws(SessionError) {
    guard let other = otherBranches.popLast() else { throw .noOtherBranch }
    leave(for: other)
  }

  /// Puts a recorded trace behind the last step; steps are counted from its start on.
  mutating func replay(_ trace: TraceSource) throws(SessionError) {
    guard !timeline.isGrowing, timeline.point == timeline.end else { throw .notAtEnd }
    try bootIfNeeded()
    timeline.setupCount = timeline.end
    timeline.load(trace.commands, alignment: trace.alignment)
    scope.reserve(below: trace.slotCount)
    look()
  }

  /// What the companion is at.
  public var companionSnapshot: Snapshot? {
    companion.map { Snapshot(machine: $0.machine, step: $0.step, access: nil) }
  }

  /// Takes the companion to the step of the run, as far as it has one.
  mutating func followInCompanion() {
    guard let last = otherBranches.indices.last else { return }
    let wanted = stepNumber + otherBranches[last].setupCount
    otherBranches[last].seek(to: min(wanted, otherBranches[last].surveyed))
  }

  /// Divides what checkpoints may cost among the runs. Branches of one run have most of their
  /// checkpoints in common; those on other heaps have none.
  private mutating func shareCheckpointBudget() {
    rerunCount += 1
    let share = checkpointBudget / (rerunCount + 1)
    timeline.checkpointBudget = share
    for other in otherBranches.indices { otherBranches[other].checkpointBudget = share }
  }

  private mutating func leave(for branch: Timeline) {
    otherBranches.append(timeline)
    timeline = branch
    access = nil
    look()
  }
}
