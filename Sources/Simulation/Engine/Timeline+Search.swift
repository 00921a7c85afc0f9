extension Timeline {
  /// The first point behind `start` whose step satisfies a condition; `nil` if there is none.
  ///
  /// The condition sees the step with its accesses, and the machine behind it. O(steps passed),
  /// with recording.
  public func firstPoint(
    after start: Int, where condition: (Step, Machine) -> Bool
  ) -> Int? {
    scan(from: start, through: end, stopAtFirst: true, condition)
  }

  /// The last point before `limit` whose step satisfies a condition; `nil` if there is none.
  public func lastPoint(
    before limit: Int, where condition: (Step, Machine) -> Bool
  ) -> Int? {
    var through = limit - 1
    while through > 0 {
      // From checkpoint to checkpoint, backwards.
      let from = max(0, (through - 1) / 256 * 256)
      if let found = scan(from: from, through: through, stopAtFirst: false, condition) {
        return found
      }
      through = from
    }
    return nil
  }

  /// The first point behind `start` at which a condition on the machine holds. O(steps passed),
  /// without recording.
  public func firstPoint(after start: Int, where condition: (Machine, Int) -> Bool) -> Int? {
    scanMachines(from: start, through: end, stopAtFirst: true, condition)
  }

  /// The last point before `limit` at which a condition on the machine holds.
  public func lastPoint(before limit: Int, where condition: (Machine, Int) -> Bool) -> Int? {
    var through = limit - 1
    while through > 0 {
      let from = max(0, (through - 1) / 256 * 256)
      if let found = scanMachines(from: from, through: through, stopAtFirst: false, condition) {
        return found
      }
      through = from
    }
    return through == 0 && condition(replayed(to: 0), 0) ? 0 : nil
  }

  private func scan(
    from start: Int, through last: Int, stopAtFirst: Bool,
    _ condition: (Step, Machine) -> Bool
  ) -> Int? {
    guard start < last else { return nil }
    var machine = replayed(to: start)
    var found: Int?
    for number in start + 1...last {
      let command = commands[number - 1]
      let step: Step
      if let error = refused[number] {
        step = Step(refused: error, point: number, command: command)
      } else {
        guard let (outcome, accesses) = try? machine.applyRecording(command) else { continue }
        step = Step(point: number, command: command, outcome: outcome, accesses: accesses)
      }
      guard condition(step, machine) else { continue }
      found = number
      if stopAtFirst { break }
    }
    return found
  }

  private func scanMachines(
    from start: Int, through last: Int, stopAtFirst: Bool,
    _ condition: (Machine, Int) -> Bool
  ) -> Int? {
    guard start < last else { return nil }
    var machine = replayed(to: start)
    var found: Int?
    for number in start + 1...last {
      if refused[number] == nil { _ = try? machine.apply(commands[number - 1]) }
      guard condition(machine, number) else { continue }
      found = number
      if stopAtFirst { break }
    }
    return found
  }
}
