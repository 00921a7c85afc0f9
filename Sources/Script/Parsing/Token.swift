/// A word of a line.
struct Token: Equatable {
  let kind: Kind
  /// From 1 on.
  let columns: Range<Int>

  enum Kind: Equatable {
    /// A word that stands by itself, or a relation such as `<=`.
    case word(String)
    /// Text in double quotes.
    case text(String)
    /// `key=value` or `key="value"`, and the columns of the value.
    case pair(key: String, value: String, Range<Int>)
    /// `=`.
    case equals
  }

  /// The token as messages call it.
  var text: String {
    switch kind {
    case .word(let word): word
    case .text(let text): "\"\(text)\""
    case .pair(let key, let value, _): "\(key)=\(value)"
    case .equals: "="
    }
  }

  /// The word, if it is one.
  var word: String? {
    guard case .word(let word) = kind else { return nil }
    return word
  }
}
