extension Timeline {
  /// Whether a step of the run, surveyed or not, is about what a name stands for. O(n) in the
  /// commands, without replay.
  public func hasStep(about label: Name.Label) -> Bool {
    var commands = CommandCursor(log, at: 0)
    for _ in 0..<end where commands.next().subject == label { return true }
    return false
  }
}
