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

  /// The same commands on a heap of another policy, at the start, and the point that stands for
  /// this one's: going there surveys the commands before it.
  ///
  /// The heap's description is put in before the stage of the boot that makes the heap, or where
  /// one is given already. O(commands that are spelled out).
  public func rerun(
    policy: HeapPolicy
  ) throws(CommandError) -> (timeline: Timeline, point: Int) {
    var wanted = machine.kernel.heapDescription
    wanted.policy = policy
    func onOtherHeap(_ command: Command) -> [Command] {
      switch command {
      case .heap(var asked):
        asked.policy = policy
        return [.heap(asked)]
      case .boot(.heap): return [.heap(wanted), command]
      default: return [command]
      }
    }
    var other = try Timeline(description, budget: checkpoints.budget)
    other.log = log.replacingSpelled(onOtherHeap)
    other.setupCount = log.split(at: setupCount).0.replacingSpelled(onOtherHeap).count
    other.isGrowing = isGrowing
    return (other, log.split(at: point).0.replacingSpelled(onOtherHeap).count)
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
    setupCount = min(setupCount, point)
  }
}
