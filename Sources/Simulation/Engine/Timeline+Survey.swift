extension Timeline {
  /// Surveys the rest of the run. O(commands that have not been surveyed).
  public mutating func survey() { survey(atMost: end - surveyed) }

  /// Surveys so many commands more, or as many as there are. O(count).
  public mutating func survey(atMost count: Int) {
    let stop = min(end, surveyed + count)
    series.expect(end + 1)
    while surveyed < stop {
      do {
        note(try frontier.apply(log[surveyed]))
      } catch {
        // The command may have changed the machine before it was refused: it is made again.
        refused[surveyed + 1] = error
        let from = checkpoints.nearest(atOrBefore: surveyed)
        frontier = replay(from: (from.point, from.machine), to: surveyed)
        note(nil)
        checkpoints.keepNear(frontier, at: surveyed)
      }
    }
  }

  /// Notes the next point, at which the frontier is after an outcome.
  mutating func note(_ outcome: Outcome?) {
    surveyed += 1
    figures.update(&frontier, outcome)
    series.append(figures)
    checkpoints.offer(frontier, at: surveyed)
  }
}
