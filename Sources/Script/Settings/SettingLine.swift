/// A line of a file of settings that says something, cut into words as a line of a script is.
public struct SettingLine: Equatable, Sendable {
  /// A word of the line.
  public struct Word: Equatable, Sendable {
    /// What it says, without quotes.
    public var text: String
    /// Its columns, from 1 on.
    public var columns: Range<Int>
  }

  /// The number of the line in its file, from 1 on.
  public var number: Int
  /// Its words, at least one.
  public var words: [Word]
  /// The whole line as it was written.
  public var text: String
  /// The file.
  public var origin: SourceOrigin

  /// A mistake at one of its words, or behind the last.
  public func error(_ reason: ScriptError.Reason, at word: Int) -> ScriptError {
    let end = (words.last?.columns.upperBound ?? 1)
    let columns = words.indices.contains(word) ? words[word].columns : end..<end
    return ScriptError(
      origin: origin, position: origin.position(line: number, column: columns.lowerBound),
      length: columns.count, reason: reason, line: text)
  }

  /// The lines of a file: one setting a line, `#` begins a comment, what is no plain word stands in
  /// quotes. A line that cannot be read is a mistake, and the rest of the file counts.
  ///
  /// Line ends and a byte order mark are as in scripts. Linear in the length of the file.
  public static func lines(
    of bytes: [UInt8], named name: String
  ) -> (lines: [SettingLine], mistakes: [ScriptError]) {
    let origin = SourceOrigin(file: name)
    let text = bytes.dropFirst(bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
    var (lines, mistakes): ([SettingLine], [ScriptError]) = ([], [])
    let parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      var part = part
      while part.last == UInt8(ascii: "\r") { part.removeLast() }
      let written = String(decoding: part, as: UTF8.self)
      do throws(LineError) {
        let words = try Lexer.tokens(try LineDecoder.scalars(part)).map { token in
          var text = token.text
          if case .text(let inner) = token.kind { text = inner }
          return Word(text: text, columns: token.columns)
        }
        guard !words.isEmpty else { continue }
        lines.append(SettingLine(number: index + 1, words: words, text: written, origin: origin))
      } catch {
        mistakes.append(
          ScriptError(
            origin: origin,
            position: origin.position(line: index + 1, column: error.columns.lowerBound),
            length: error.columns.count, reason: error.reason, line: written))
      }
    }
    return (lines, mistakes)
  }
}
