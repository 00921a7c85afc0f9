extension Timeline {
  /// Surveys the rest of the run. O(commands that have not been surveyed).
  public mutating func survey() { survey(atMost: end - surveyed) }

  /// Surveys so many commands more, or as many as there are. O(count).
  public mutating func survey(atMost count: Int) {
    let stop = min(end, surveyed + count)
    // Where a command that is refused leaves the machine changed, it is made again from here.
    var safe = (point: surveyed, machine: frontier)
    while surveyed < stop {
      if surveyed - safe.point >= 4096 { safe = (surveyed, frontier) }
      do {
        let outcome = try frontier.apply(log[surveyed])
        note(outcome)
      } catch {
        refused[surveyed + 1] = error
        frontier = safe.machine
        for number in safe.point..<surveyed { _ = try? frontier.apply(log[number]) }
        safe = (surveyed + 1, frontier)
        note(nil)
      }
    }
  }

  /// Notes the next point, at which the frontier is after an outcome.
  mutating func note(_ outcome: Outcome?) {
    surveyed += 1
    figures.update(frontier, outcome)
    series.append(figures)
    checkpoints.offer(frontier, at: surveyed)
  }
}
