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
        // The command may have changed the machine before it was refused: it is made again.
        refused[surveyed + 1] = error
        let from = checkpoints.nearest(atOrBefore: surveyed)
        frontier = replay(from: (from.point, from.machine), to: surveyed)
        series.noteRefusal()
        note(.nothing)
        checkpoints.keepNear(frontier, at: surveyed)
      }
    }
  }

  /// Notes the next point, at which the frontier is behind a change.
  mutating func note(_ change: HeapChange) {
    surveyed += 1
    if change == .written, firstWrite == nil { firstWrite = surveyed }
    figures.update(&frontier, change)
    series.append(&figures)
    checkpoints.offer(frontier, at: surveyed)
  }
}
