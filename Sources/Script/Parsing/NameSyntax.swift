/// What names look like.
enum NameSyntax {
  /// Whether a word is a letter or `_`, followed by letters, digits, `_` and `-`.
  static func isName(_ word: String) -> Bool {
    guard let first = word.utf8.first, isLetter(first) else { return false }
    return word.utf8.allSatisfy {
      isLetter($0) || $0 == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  /// Refuses a word that cannot be a name.
  static func check(_ word: String, at columns: Range<Int>) throws(LineError) {
    guard isName(word) else { throw LineError(.badName(word), at: columns) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
