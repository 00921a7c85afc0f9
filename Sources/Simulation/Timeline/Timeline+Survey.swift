extension Timeline {
  /// Surveys the rest of the run. O(commands that have not been surveyed).
  public mutating func survey() { survey(atMost: end - surveyed) }

  /// Surveys so many commands more, or as many as there are. O(count).
  public mutating func survey(atMost count: Int) {
    let stop = min(end, surveyed + count)
    series.expect(end + 1)
    checkpoints.expect(end)
    var commands = CommandCursor(log, at: surveyed)
    while surveyed < stop {
      do {
        note(try frontier.replay(commands.next()))
      } catch {
        if CommandProgress.current?.wasGivenUp == true { return }
        refused[surveyed + 1] = error
        if !error.isFoundBeforehand { remakeFrontier() }
        series.note(.refused)
        note(.nothing)
      }
    }
  }

  /// Makes the machine at the last surveyed point again, which a refused command may have changed.
  mutating func remakeFrontier() {
    let from = checkpoints.nearest(atOrBefore: surveyed)
    frontier = replay(from: (from.point, from.machine), to: surveyed)
    checkpoints.keepNear(frontier, at: surveyed)
  }

  /// Notes the next point, at which the frontier is behind a change.
  mutating func note(_ change: HeapChange) {
    surveyed += 1
    figures.update(&frontier, change)
    if case .grown = change { series.note(.grown) }
    if figures.ranOut { series.note(.outOfMemory) }
    if figures.faulted { series.note(.fault) }
    if !figures.listIsKernels, firstWrite == nil { firstWrite = surveyed }
    series.append(&figures)
    checkpoints.offer(frontier, at: surveyed)
  }
}

extension Refusal {
  /// Whether a command was refused for its names and numbers, before anything was done: what a
  /// trace that frees blocks twice is refused for, again and again.
  var isFoundBeforehand: Bool {
    switch self {
    case .operand(.unboundName), .operand(.wrongBinding), .operand(.notPowerOfTwo),
      .heap(.doubleFree), .heap(.foreignFree):
      true
    case .boot, .operand, .heap, .frames, .paging, .access, .kernel: false
    }
  }
}
