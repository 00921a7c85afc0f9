extension Timeline {
  /// Whether a step of the run, surveyed or not, names this. O(n) in the
  /// commands, without replay.
  public func hasStep(about label: Name.Label) -> Bool {
    var commands = CommandCursor(log, at: 0)
    for _ in 0..<end where commands.next().names(label) { return true }
    return false
  }
}
