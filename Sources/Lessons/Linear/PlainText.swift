import Narration
import Script
import Session
import Simulation

/// Parts of a lesson as plain lines.
enum PlainText {
  /// How wide lines are.
  private static let width = 78

  /// A part of a page.
  static func lines(of block: TextBlock) -> [String] {
    switch block.kind {
    case .paragraph: return wrapped(block.text)
    case .quote: return wrapped(block.text, lead: "  ")
    case .code:
      return block.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { "    \($0)" }
    case .point(let marker, let depth):
      let lead = String(repeating: "  ", count: depth + 1)
      return wrapped("\(marker == "·" ? "-" : marker) \(block.text)", lead: lead)
    }
  }

  /// What a session's step did.
  static func step(of session: Session) -> [String] {
    guard let step = session.timeline.step else { return [] }
    if let access = session.access {
      return wrapped(
        "> access \(access) of \(session.accessCount): "
          + AccessText.text(
            for: step.accesses[access - 1], in: session.snapshot, names: session.names
          ).text)
    }
    return ["> " + CommandText.text(of: step.command, names: session.names)]
      + wrapped(Sentence.text(for: step, names: session.names), lead: "  ")
  }

  /// How many commands something may take.
  static func limit(of attempt: Attempt) -> String {
    attempt.limit.map { "At most \(Phrase.count(UInt64($0), "command")). " } ?? ""
  }

  /// A text in lines that end between words.
  static func wrapped(_ text: String, lead: String = "") -> [String] {
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
