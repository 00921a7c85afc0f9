/// Reads the commands of a log one after another, faster than by their numbers.
struct CommandCursor {
  private let log: CommandLog
  /// The number of the command behind `run`.
  private var index: Int
  /// What is left of a stretch of packed commands, which the log keeps in memory.
  private var run: UnsafeBufferPointer<PackedCommand>.SubSequence
  private var alignment: UInt64 = 8

  /// A cursor in front of the command with a number.
  init(_ log: CommandLog, at index: Int) {
    self.log = log
    self.index = index
    run = UnsafeBufferPointer(start: nil, count: 0)[...]
  }

  /// The next command; there has to be one.
  @inline(__always)
  mutating func next() -> Command {
    if let packed = run.popFirst() { return packed.command(alignment: alignment) }
    return nextOfLog()
  }

  @inline(never)
  private mutating func nextOfLog() -> Command {
    defer { index += 1 }
    guard let stretch = log.packedRun(from: index) else { return log[index] }
    alignment = stretch.alignment
    run = stretch.commands[...]
    index += run.count - 1
    return run.removeFirst().command(alignment: alignment)
  }
}
