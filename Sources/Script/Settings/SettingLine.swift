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

  /// Reads a file: one setting a line, `#` begins a comment, what is no plain word stands in quotes.
  /// `take` gets each line that says something, or why it cannot be read, until it returns false.
  ///
  /// Line ends and a byte order mark are as in scripts. Linear in the length of what is read.
  public static func read(
    _ bytes: [UInt8], named name: String, _ take: (Result<SettingLine, ScriptError>) -> Bool
  ) {
    let text = bytes.dropFirst(bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
    let parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      var line = SettingLine(
        number: index + 1, words: [], text: "", origin: SourceOrigin(file: name))
      let result = Result { () throws(ScriptError) in try line.cut(part) }
      if case .success = result, line.words.isEmpty { continue }
      guard take(result.map { line }) else { return }
    }
  }

  private mutating func cut(_ bytes: ArraySlice<UInt8>) throws(ScriptError) {
    var bytes = bytes
    while bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    text = String(decoding: bytes, as: UTF8.self)
    do throws(LineError) {
      words = try Lexer.tokens(try LineDecoder.scalars(bytes)).map { token in
        var text = token.text
        if case .text(let inner) = token.kind { text = inner }
        return Word(text: text, columns: token.columns)
      }
    } catch {
      words = [Word(text: "", columns: error.columns)]
      throw self.error(error.reason, at: 0)
    }
  }
}
