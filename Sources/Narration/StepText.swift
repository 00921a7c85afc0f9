import Script
public import Simulation

/// Steps in plain lines, for logs and screen readers.
public enum StepText {
  /// The command and what came of it, in one line.
  public static func line(_ step: Step, names: NameTable) -> String {
    "\(command(step, names: names))  \(sentence(step, names: names))"
      + (Self.budget(of: step).map { "  (\($0))" } ?? "")
  }

  /// The command in the script language.
  public static func command(_ step: Step, names: NameTable) -> String {
    CommandText.text(of: step.command, names: names)
  }

  /// That only the first accesses are there to be looked at, if it is so.
  public static func budget(of step: Step) -> String? {
    let recorded = step.accesses.count
    guard step.recording.omitted.total > 0 else { return nil }
    let all = NumberText.count(recorded + step.recording.omitted.total)
    return "\(all) accesses, of which the first \(NumberText.count(recorded)) are recorded"
  }

  /// What happened and why.
  public static func sentence(_ step: Step, names: NameTable) -> String {
    Sentence.text(for: step, names: names)
  }
}
