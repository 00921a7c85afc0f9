/// A command that was looked into.
public struct Step: Sendable {
  /// The point that it led to.
  public let point: Int
  /// What was asked for.
  public let command: Command
  /// What was done, or why it was refused; only commands of a trace can have been.
  public let result: Result<Outcome, Refusal>
  /// Its accesses to physical memory.
  public let recording: Recording

  init(point: Int, command: Command, outcome: Outcome, recording: Recording) {
    self.point = point
    self.command = command
    result = .success(outcome)
    self.recording = recording
  }

  init(refused error: Refusal, point: Int, command: Command) {
    self.point = point
    self.command = command
    result = .failure(error)
    recording = Recording()
  }

  /// The accesses that were recorded, in order.
  public var accesses: [RecordedAccess] { recording.accesses }

  /// What was done; `nil` if the command was refused.
  public var outcome: Outcome? {
    guard case .success(let outcome) = result else { return nil }
    return outcome
  }
}
