/// What steps read like, for conditions on their text.
///
/// How commands are written is not the simulation's business: whoever writes them hands this to a
/// search.
public struct StepTexts: Sendable {
  /// What is said about steps, by their numbers.
  public var notes: [Int: [String]]
  /// Makes of some words a test of whether a command's text contains them; it may be asked for
  /// millions of commands, some at the same time.
  public var matcher: @Sendable (_ words: String) -> @Sendable (Command) -> Bool

  /// Texts of commands, and notes.
  public init(
    notes: [Int: [String]] = [:],
    matcher: @escaping @Sendable (_ words: String) -> @Sendable (Command) -> Bool
  ) {
    self.notes = notes
    self.matcher = matcher
  }
}
