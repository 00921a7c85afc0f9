/// Cuts a line into words.
struct Lexer {
  private let line: [Unicode.Scalar]
  private var index = 0

  /// The words of a line, without the comment. O(n).
  static func tokens(_ line: [Unicode.Scalar]) throws(LineError) -> [Token] {
    try split(line).tokens
  }

  /// The words of a line, and the comment behind its `#`. O(n).
  static func split(
    _ line: [Unicode.Scalar]
  ) throws(LineError) -> (tokens: [Token], comment: String?) {
    var lexer = Lexer(line: line)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    guard lexer.index < line.count else { return (tokens, nil) }
    var comment = ""
    comment.unicodeScalars.append(contentsOf: line[(lexer.index + 1)...])
    while comment.unicodeScalars.last.map(isSpace) == true { comment.unicodeScalars.removeLast() }
    return (tokens, comment)
  }

  private init(line: [Unicode.Scalar]) {
    self.line = line
  }

  private mutating func next() throws(LineError) -> Token? {
    while index < line.count, Self.isSpace(line[index]) { index += 1 }
    guard index < line.count, line[index] != "#" else { return nil }
    let start = index
    if line[index] == "\"" {
      return Token(kind: .text(try text()), columns: columns(from: start))
    }
    if let relation = relation() {
      index += relation.count
      return Token(kind: .word(relation), columns: columns(from: start))
    }
    if line[index] == "=" {
      index += 1
      return Token(kind: .equals, columns: columns(from: start))
    }
    let word = try bareWord(isValue: false)
    guard index < line.count, line[index] == "=", relation() == nil else {
      return Token(kind: .word(word), columns: columns(from: start))
    }
    index += 1
    let valueStart = index
    let isQuoted = index < line.count && line[index] == "\""
    let value = isQuoted ? try text() : try bareWord(isValue: true)
    return Token(
      kind: .pair(key: word, value: value, columns(from: valueStart)), columns: columns(from: start)
    )
  }

  /// A word up to a space, a comment, a relation or, unless it is a value, a `=`.
  private mutating func bareWord(isValue: Bool) throws(LineError) -> String {
    let start = index
    while index < line.count, !Self.isSpace(line[index]), line[index] != "#" {
      if !isValue, line[index] == "=" || relation() != nil { break }
      // A text in parentheses is a condition.
      if line[index] == "\"", !isValue, index > start,
        line[start..<index].allSatisfy({ $0 == "(" })
      {
        break
      }
      guard line[index] != "\"" else { throw LineError(.quoteWithinWord, at: here) }
      guard line[index].isASCII || !line[index].properties.isWhitespace else {
        throw LineError(.unusualSpace(line[index]), at: here)
      }
      index += 1
    }
    return Self.string(line[start..<index])
  }

  /// The text between quotes; the opening one is at `index`.
  private mutating func text() throws(LineError) -> String {
    let start = index
    var text = ""
    index += 1
    while index < line.count, line[index] != "\"" {
      if line[index] == "\\" {
        let escaped = index + 1 < line.count ? line[index + 1] : nil
        guard escaped == "\"" || escaped == "\\" else {
          throw LineError(.unknownEscape(escaped), at: index + 1..<min(index + 3, line.count + 1))
        }
        index += 1
      }
      text.unicodeScalars.append(line[index])
      index += 1
    }
    guard index < line.count else {
      throw LineError(.textNotClosed, at: start + 1..<line.count + 1)
    }
    index += 1
    let isBehindText = index == line.count || line[index] == "#" || line[index] == ")"
    guard isBehindText || Self.isSpace(line[index]) else {
      throw LineError(.quoteWithinWord, at: here)
    }
    return text
  }

  /// The text that scalars make.
  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    guard scalars.allSatisfy(\.isASCII) else {
      return String(String.UnicodeScalarView(scalars))
    }
    return String(unsafeUninitializedCapacity: scalars.count) { bytes in
      var place = 0
      for scalar in scalars {
        bytes[place] = UInt8(truncatingIfNeeded: scalar.value)
        place += 1
      }
      return place
    }
  }

  /// The relation at `index`.
  private func relation() -> String? {
    switch line[index] {
    case "=", "!", "<", ">": break
    default: return nil
    }
    let second = index + 1 < line.count ? line[index + 1] : nil
    switch (line[index], second) {
    case ("=", "="), ("!", "="), ("<", "="), (">", "="): return "\(line[index])="
    case ("<", _), (">", _): return "\(line[index])"
    default: return nil
    }
  }

  private var here: Range<Int> { index + 1..<index + 2 }

  private func columns(from start: Int) -> Range<Int> { start + 1..<index + 1 }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
