import Script
public import Simulation

extension Session {
  /// The run that was left last: it is shown beside the run, and steps along with it.
  public var companion: Timeline? { otherBranches.last?.timeline }

  /// Carries out a command at the point. In the past this leaves the run for a branch.
  public mutating func perform(_ command: Command) throws(Refusal) {
    if try performUnseen(command) { return }
    catchUpWithRun()
    guard timeline.point < timeline.end || timeline.isGrowing else {
      try timeline.append(command)
      access = nil
      followInCompanion()
      return look()
    }
    var branch = timeline.branch()
    try branch.append(command)
    leave(for: branch, keepingMarksTo: timeline.point)
    followInCompanion()
  }

  /// Leaves the run for a branch that ends at the point.
  public mutating func branch(_ name: String? = nil) throws(SessionError) {
    try checkIsNew(name)
    leave(for: timeline.branch(), name, keepingMarksTo: timeline.point)
    record(.branch(name: name, policy: nil))
  }

  /// Leaves the run for a branch with another command in the next step's place, and goes behind it,
  /// or with none. What follows stays, as far as the machine takes it.
  mutating func replaceNext(with command: Command?) throws(SessionError) {
    guard !timeline.isGrowing else { throw .stillReading }
    guard timeline.point < timeline.end else { throw .noNextStep }
    let command = command?.binding(as: timeline.command(leadingTo: timeline.point + 1))
    if let command {
      var machine = timeline.machine
      do { _ = try machine.apply(command) } catch { throw .refused(error) }
    }
    let branch = timeline.branch(replacingNextWith: command)
    leave(for: branch, keepingMarksTo: timeline.point)
    if command != nil { seek(to: timeline.point + 1) } else { followInCompanion() }
  }

  /// The same commands on another heap, to be surveyed up to the point and then entered.
  ///
  /// It has the memory for checkpoints that `enter` leaves to each run.
  public func rerun(_ name: String?, _ policy: HeapPolicy) throws(SessionError) -> Timeline {
    try checkIsNew(name)
    var rerun: Timeline
    do { rerun = try timeline.rerun(policy: policy) } catch { throw .refused(error) }
    rerun.checkpointBudget = checkpointBudget / (rerunCount + 2)
    return rerun
  }

  /// Leaves the run for its rerun on another heap, at the same point.
  public mutating func enter(_ rerun: Timeline, _ name: String?, _ policy: HeapPolicy) {
    let point = timeline.point
    rerunCount += 1
    shareCheckpointBudget()
    leave(for: rerun, name)
    record(.branch(name: name, policy: policy))
    seek(to: point)
  }

  /// Goes on with a branch by its name or number, or with the run that was left last, at the step
  /// that it came along to. Of more than two runs all have their turn.
  public mutating func goToOther(_ branch: String? = nil) throws(SessionError) {
    let index = try index(of: branch)
    let other = otherBranches.remove(at: index)
    if branch == nil { otherBranches.insert(here, at: 0) } else { otherBranches.append(here) }
    (timeline, bookmarks, notes) = (other.timeline, other.bookmarks, other.notes)
    directions = other.directions
    (branchNumber, branchName) = (other.number, other.name)
    access = nil
    followInCompanion()
    look()
  }

  /// Puts a recorded trace behind the last step; steps are counted from its start on.
  mutating func replay(_ trace: TraceSource) throws(SessionError) {
    guard !timeline.isGrowing, timeline.point == timeline.end else { throw .notAtEnd }
    try bootIfNeeded()
    timeline.setupCount = timeline.end
    timeline.load(trace.commands, alignment: trace.alignment)
    scope.reserve(below: trace.slotCount)
    title = trace.title
    look()
  }

  /// What the companion is at.
  public var companionSnapshot: Snapshot? {
    companion.map { Snapshot(machine: $0.machine, step: $0.step, access: nil) }
  }

  /// Whether the companion is behind the step of the run, which it has.
  public var companionLags: Bool {
    guard let companion else { return false }
    return companion.point != pointOfCompanion
  }

  /// Takes the companion to the step of the run, as far as it has one.
  mutating func followInCompanion() {
    guard let last = otherBranches.indices.last, companionLags else { return }
    let surveyed = waitsForCompanion ? Int.max : otherBranches[last].timeline.surveyed
    otherBranches[last].timeline.seek(to: min(pointOfCompanion, surveyed))
  }

  /// Brings a companion that lags behind on, by so many steps.
  public mutating func catchUp(atMost count: Int) {
    guard let last = otherBranches.indices.last, companionLags else { return }
    otherBranches[last].timeline.survey(atMost: count)
    followInCompanion()
  }

  /// Where the companion should be: as many commands from the start, which most are the same.
  private var pointOfCompanion: Int { min(timeline.point, companion?.end ?? 0) }

  /// Divides what checkpoints may cost among the runs. Branches of one run have most of their
  /// checkpoints in common; those on other heaps have none.
  private mutating func shareCheckpointBudget() {
    let share = checkpointBudget / (rerunCount + 1)
    timeline.checkpointBudget = share
    for other in otherBranches.indices { otherBranches[other].timeline.checkpointBudget = share }
  }

  /// The place of a branch among the others: of the one that was left last unless one is named.
  private func index(of branch: String?) throws(SessionError) -> Int {
    guard let branch else {
      guard !otherBranches.isEmpty else { throw .noOtherBranch }
      return otherBranches.count - 1
    }
    if let index = otherBranches.firstIndex(where: { $0.isCalled(branch) }) { return index }
    guard !here.isCalled(branch) else { throw .isThisBranch(branch) }
    throw .noBranch(branch, known: otherBranches.map(\.label))
  }

  /// Names of branches are told apart.
  private func checkIsNew(_ name: String?) throws(SessionError) {
    guard let name, (otherBranches + [here]).contains(where: { $0.name == name }) else { return }
    throw .branchExists(name)
  }

  private var here: Branch {
    Branch(
      timeline: timeline, bookmarks: bookmarks, notes: notes, directions: directions,
      number: branchNumber, name: branchName)
  }

  /// Goes on with another run, which has the marks and notes of this one up to a point.
  private mutating func leave(
    for branch: Timeline, _ name: String? = nil, keepingMarksTo last: Int = .max
  ) {
    otherBranches.append(here)
    timeline = branch
    bookmarks.removeAll { $0.point > last }
    notes = notes.filter { $0.key <= last }
    directions = directions.filter { $0.key <= last }
    (branchNumber, branchName) = (otherBranches.count + 1, name)
    access = nil
    look()
  }
}

extension Branch {
  /// Its name, or its number.
  var label: String { name ?? String(number) }

  /// Whether a word is its name or its number.
  fileprivate func isCalled(_ word: String) -> Bool { name == word || String(number) == word }
}

extension Command {
  /// The command with the slot that another one keeps the same name in, so that what follows the
  /// other one finds the block.
  fileprivate func binding(as other: Command) -> Command {
    switch (self, other) {
    case (.heap(.allocate(let name, let size, let alignment)), .heap(.allocate(let kept, _, _)))
    where name.label == kept.label:
      .heap(.allocate(kept, size: size, alignment: alignment))
    case (.heap(.reallocate(let name, let size, let alignment)), .heap(.reallocate(let kept, _, _)))
    where name.label == kept.label:
      .heap(.reallocate(kept, size: size, alignment: alignment))
    case (.boot, _), (.heap, _), (.frames, _), (.paging, _), (.access, _): self
    }
  }
}
