/// A line of a script with a mark below a part of it.
///
///     3 | a = aloc 512
///       |     ^~~~
public struct SourceExcerpt: Sendable {
  private let line: [Unicode.Scalar]
  private let start: Int
  private let position: SourcePosition
  private let length: Int

  /// `length` characters from `position` on, which lies in `line`, whose first character stands in
  /// the column `start` of its file.
  public init(
    line: String, startingAt start: Int = 1, position: SourcePosition, length: Int
  ) {
    self.start = start
    self.line = Array(line.unicodeScalars)
    self.position = position
    self.length = length
  }

  /// Two lines, without a newline at the end; of a long line the part around the mark.
  public var text: String {
    let place = min(max(position.column - start, 0), line.count)
    let first = place > Self.context ? place - Self.context : 0
    let end = min(line.count, place + Self.context)
    let before = (first > 0 ? "…" : "") + shown(first..<place)
    let marked = min(end, place + max(length, 0))
    let behind = shown(marked..<end) + (end < line.count ? "…" : "")
    let wrong = shown(place..<marked)
    let tail = String(repeating: "~", count: max(wrong.unicodeScalars.count - 1, 0))
    let number = String(position.line)
    return "  \(number) | \(before)\(wrong)\(behind)\n  "
      + String(repeating: " ", count: number.count) + " | "
      + String(repeating: " ", count: before.unicodeScalars.count) + "^" + tail
  }

  /// How many characters are shown on either side.
  private static let context = 60

  private func shown(_ range: Range<Int>) -> String {
    line[range].reduce(into: "") { $0 += $1 == "\t" ? " " : VisibleText.of($1) }
  }
}
