import Narration
import Script
import Simulation

/// What plain lines say of a session, for pipes and screen readers: nothing is drawn, and no line is
/// wider than a terminal.
public enum PlainText {
  /// How wide lines are.
  private static let width = 78

  /// What a session's step did, behind what is said of its place; of a step that is looked into, the
  /// access.
  public static func step(of session: Session, place: String = "> ") -> [String] {
    guard let step = session.timeline.step else { return [] }
    if let access = session.access {
      return wrapped(
        "\(place)access \(access) of \(session.accessCount): "
          + AccessText.text(
            for: step.accesses[access - 1], in: session.snapshot, names: session.names
          ).text)
    }
    return [place + CommandText.text(of: step.command, names: session.names)]
      + wrapped(Sentence.text(for: step, names: session.names), lead: "  ")
  }

  /// Why a session's step went wrong, if it did: its causes, one below the other.
  static func trouble(of session: Session) -> [String] {
    guard session.access == nil, let step = session.timeline.step, session.hasTrouble else {
      return []
    }
    return CauseTree.lines(of: step, names: session.names).dropFirst().flatMap {
      fitted(undrawn("  \($0)"))
    }
  }

  /// A line without the characters that trees and boxes are drawn with.
  public static func undrawn(_ line: String) -> String {
    line.replacing("├─ ", with: "- ").replacing("└─ ", with: "- ").replacing("│", with: " ")
  }

  /// A line as it is, or if it is too long in lines that begin where it does.
  static func fitted(_ line: String) -> [String] {
    line.count <= width ? [line] : wrapped(line, lead: String(line.prefix { $0 == " " }))
  }

  /// A text in lines that end between words.
  public static func wrapped(_ text: String, lead: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, lead.count + line.count + 1 + word.count > width {
        lines.append(lead + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(lead + line) }
    return lines
  }
}

extension Session {
  /// Whether the step was refused, faulted, or found no memory.
  fileprivate var hasTrouble: Bool {
    if fault != nil { return true }
    guard let outcome = timeline.step?.outcome else { return true }
    if case .heap(.outOfMemory) = outcome { return true }
    return false
  }
}
