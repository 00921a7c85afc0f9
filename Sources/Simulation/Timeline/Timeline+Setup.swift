extension Timeline {
  /// Counts the setup after a command was added; what is behind it does not change it. O(1).
  mutating func countSetup() {
    if log.count <= setupCount { recountSetup() }
  }

  /// Counts the setup: the boot, and a heap that is asked for in the middle of it. The first command
  /// of another kind ends it, even if the boot goes on behind that.
  ///
  /// A boot has the same numbers however it is written: line by line, at once, or not at all.
  mutating func recountSetup() {
    setupCount = BootStage.allCases.count
    var point = 0
    while point < min(setupCount, log.count) {
      switch log[point] {
      case .boot: break
      case .heap(.create): setupCount += 1
      case .heap, .frames, .paging, .access: setupCount = point
      }
      point += 1
    }
  }
}
