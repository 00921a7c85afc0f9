import Simulation

/// Conditions, by recursive descent; `not` binds closest, then `and`, then `or`.
extension ArgumentReader {
  /// Deeper than anybody means it, and far from the end of the stack.
  private static let depthLimit = 200

  /// The condition that starts with a token which has been taken already.
  mutating func condition(_ first: Token) throws(LineError) -> Condition {
    tokens = ([first] + tokens).flatMap(\.withoutParentheses)[...]
    return try disjunction(tokens.removeFirst())
  }

  private mutating func disjunction(_ first: Token) throws(LineError) -> Condition {
    var terms = [try conjunction(first)]
    while let joint = tokens.first, joint.word == "or" {
      tokens.removeFirst()
      terms.append(try conjunction(try next(after: joint, "a condition")))
    }
    return .or(terms)
  }

  private mutating func conjunction(_ first: Token) throws(LineError) -> Condition {
    var terms = [try term(first)]
    while let joint = tokens.first, joint.word == "and" {
      tokens.removeFirst()
      terms.append(try term(try next(after: joint, "a condition")))
    }
    return .and(terms)
  }

  private mutating func term(_ first: Token) throws(LineError) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw LineError(.nestedTooDeeply(limit: Self.depthLimit), at: first.columns)
    }
    switch first.word {
    case "not": return .not(try term(try next(after: first, "a condition")))
    case "(":
      let inner = try disjunction(try next(after: first, "a condition"))
      guard let close = tokens.popFirst() else {
        throw LineError(.missing("a ) for this (", verb: verb.name), at: first.columns)
      }
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
      if let happening = Happening(rawValue: word), !isCompared || Figure(rawValue: word) == nil {
        return .happened(happening)
      }
      // `access.user` alone: not 0.
      if !isCompared, let figure = Figure(rawValue: word), endsTerm(tokens.first) {
        return .figure(Comparison(figure, .notEqual, 0))
      }
      return .figure(try comparison(first))
    case nil:
      if case .text(let text) = first.kind { return .text(text) }
      return .figure(try comparison(first))
    }
  }
}

extension ArgumentReader {
  /// Whether a term of a condition is at its end where a token follows.
  private func endsTerm(_ token: Token?) -> Bool {
    guard let word = token?.word else { return token == nil }
    return word == ")" || word == "and" || word == "or" || verb.argument(word)?.form == .word
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
  /// The word cut at parentheses: `(heap.holes` is two words, `oom)and(fault` five.
  var withoutParentheses: [Token] {
    guard let word, word.contains(where: { $0 == "(" || $0 == ")" }) else { return [self] }
    var parts: [Token] = []
    var (part, start) = ("", columns.lowerBound)
    func cut(_ text: String, at place: Int) {
      guard !text.isEmpty else { return }
      parts.append(Token(kind: .word(text), columns: place..<place + text.unicodeScalars.count))
    }
    for (place, scalar) in word.unicodeScalars.enumerated() {
      if scalar == "(" || scalar == ")" {
        cut(part, at: start)
        cut(String(scalar), at: columns.lowerBound + place)
        (part, start) = ("", columns.lowerBound + place + 1)
      } else {
        part.unicodeScalars.append(scalar)
      }
    }
    cut(part, at: start)
    return parts
  }
}
