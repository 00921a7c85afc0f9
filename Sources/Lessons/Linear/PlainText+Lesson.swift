import Script
import Session

/// Parts of a lesson as plain lines.
extension PlainText {
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

  /// How many commands something may take.
  static func limit(of attempt: Attempt) -> String {
    attempt.limit.map { "At most \(Phrase.count(UInt64($0), "command")). " } ?? ""
  }
}
