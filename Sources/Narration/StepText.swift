public import Simulation

/// Steps in plain lines, for logs and screen readers.
public enum StepText {
  /// The command and what came of it, in one line.
  public static func line(_ step: Step, names: NameTable) -> String {
    "\(command(step, names: names))  \(sentence(step, names: names))"
  }

  /// The command in the script language.
  public static func command(_ step: Step, names: NameTable) -> String {
    CommandText.text(of: step.command, names: names)
  }

  /// What happened and why.
  public static func sentence(_ step: Step, names: NameTable) -> String {
    Sentence.text(for: step, names: names)
  }
}
