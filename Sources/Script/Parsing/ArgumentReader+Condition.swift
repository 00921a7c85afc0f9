import Simulation

/// Conditions, by recursive descent; `not` binds closest, then `and`, then `or`.
extension ArgumentReader {
  /// The condition that starts with a token which has been taken already.
  mutating func condition(_ first: Token) throws(LineError) -> Condition {
    tokens = ([first] + tokens).flatMap(\.withoutParentheses)[...]
    return try disjunction(tokens.removeFirst())
  }

  private mutating func disjunction(_ first: Token) throws(LineError) -> Condition {
    var condition = try conjunction(first)
    while let joint = tokens.first, joint.word == "or" {
      tokens.removeFirst()
      condition = .or(condition, try conjunction(try next(after: joint, "a condition")))
    }
    return condition
  }

  private mutating func conjunction(_ first: Token) throws(LineError) -> Condition {
    var condition = try term(first)
    while let joint = tokens.first, joint.word == "and" {
      tokens.removeFirst()
      condition = .and(condition, try term(try next(after: joint, "a condition")))
    }
    return condition
  }

  private mutating func term(_ first: Token) throws(LineError) -> Condition {
    switch first.word {
    case "not": return .not(try term(try next(after: first, "a condition")))
    case "(":
      let inner = try disjunction(try next(after: first, "a condition"))
      let close = try next(after: first, ") to match (")
      guard close.word == ")" else {
        throw LineError(
          .wrongWord(close.text, of: "the condition", allowed: ["and", "or", ")"], nearest: nil),
          at: close.columns)
      }
      return inner
    case ConditionWord.size.rawValue:
      let (relation, size) = try relationAndNumber(after: first)
      return .size(relation, size)
    case ConditionWord.name.rawValue:
      let name = try next(after: first, "a name")
      try NameSyntax.check(name.text, at: name.columns)
      return .name(name.text)
    case ConditionWord.address.rawValue:
      return .address(try number(behind: first, "an address"))
    case ConditionWord.text.rawValue:
      let words = try next(after: first, "words in quotes")
      guard case .text(let text) = words.kind else {
        throw LineError(.textExpected(words.text), at: words.columns)
      }
      return .text(text)
    case let word?:
      // `oom` alone is what happens, `oom > 3` compares the figure.
      let isCompared = tokens.first?.word.flatMap(Relation.init(rawValue:)) != nil
      if !isCompared, let happening = Happening(rawValue: word) { return .happened(happening) }
      return .figure(try comparison(first))
    case nil:
      if case .text(let text) = first.kind { return .text(text) }
      return .figure(try comparison(first))
    }
  }
}

/// The words that start what is no figure in a condition.
enum ConditionWord: String, CaseIterable {
  /// `alloc.size > 1M`.
  case size = "alloc.size"
  /// `name b12`.
  case name
  /// `address 0x1000`.
  case address
  /// `text "free b12"`; the quotes alone say it too.
  case text
}

extension Token {
  /// The word cut at parentheses at its ends: `(heap.holes` is two words, `40)` too.
  var withoutParentheses: [Token] {
    guard var word, word.count > 1 else { return [self] }
    var (opening, closing): ([Token], [Token]) = ([], [])
    var columns = columns
    while word.first == "(", word.count > 1 {
      word.removeFirst()
      opening.append(Token(kind: .word("("), columns: columns.lowerBound..<columns.lowerBound + 1))
      columns = columns.lowerBound + 1..<columns.upperBound
    }
    while word.last == ")", word.count > 1 {
      word.removeLast()
      closing.append(Token(kind: .word(")"), columns: columns.upperBound - 1..<columns.upperBound))
      columns = columns.lowerBound..<columns.upperBound - 1
    }
    return opening + [Token(kind: .word(word), columns: columns)] + closing.reversed()
  }
}
