extension Timeline {
  /// The same run up to the point, with another future.
  public func branch() -> Timeline {
    var branch = self
    branch.cut(at: point, log: log.split(at: point).0)
    return branch
  }

  /// The same run with the point's command taken out, or another in its place, and the same future
  /// behind it as far as the machine takes it: commands that it refuses there are noted.
  ///
  /// The point is the one before the change. O(1); the future has to be surveyed.
  public func branch(replacingNextWith command: Command?) -> Timeline {
    var branch = self
    var (past, future) = log.split(at: point)
    if let command { past.append(command) }
    future = future.split(at: 1).1
    past.append(future)
    branch.cut(at: point, log: past)
    return branch
  }

  /// The same commands on a heap of another policy, at the start; each leads to the same point as
  /// here. To go anywhere surveys the commands before it.
  ///
  /// The policy is that of the heap that the boot makes, and stands in the place of those that
  /// commands ask for. O(commands that are spelled out).
  public func rerun(policy: HeapPolicy) throws(Refusal) -> Timeline {
    var other = try Timeline(description, policy: policy, budget: checkpoints.budget)
    other.log = log.mapSpelled { command in
      guard case .heap(.create(var asked)) = command else { return command }
      asked.policy = policy
      return .heap(.create(asked))
    }
    other.setupCount = setupCount
    other.isGrowing = isGrowing
    return other
  }

  private mutating func cut(at point: Int, log: CommandLog) {
    let here = machine
    self.log = log
    isGrowing = false
    surveyed = point
    frontier = here
    if let write = firstWrite, write > point { firstWrite = nil }
    figures = figures(of: here, at: point)
    series.truncate(toCount: point + 1)
    checkpoints.removeAll(after: point)
    refused = refused.filter { $0.key <= point }
    if point < setupCount { recountSetup() }
  }
}
