import Simulation

/// Values of more than one word.
extension ArgumentReader {
  mutating func comparison(_ first: Token) throws(LineError) -> Comparison {
    guard let figure = first.word.flatMap(Figure.init(rawValue:)) else {
      let takesCondition = verb.arguments.contains { $0.kind == .condition }
      let figures = Figure.allCases.map(\.rawValue) + (takesCondition ? Condition.otherTerms : [])
      throw LineError(
        .wrongWord(
          first.text, of: "a figure", allowed: figures,
          nearest: WordList.nearest(to: first.text, among: figures)), at: first.columns)
    }
    let (relation, sign) = try relation(after: first)
    let value =
      figure.unit == .percent
      ? try percentage(behind: sign, of: figure) : try number(behind: sign, "a number")
    return Comparison(figure, relation, value)
  }

  mutating func relationAndNumber(after first: Token) throws(LineError) -> (Relation, UInt64) {
    let (relation, sign) = try relation(after: first)
    return (relation, try number(behind: sign, "a number"))
  }

  private mutating func relation(after first: Token) throws(LineError) -> (Relation, Token) {
    let sign = try next(after: first, "a relation, such as ==,")
    guard let relation = sign.word.flatMap(Relation.init(rawValue:)) else {
      throw LineError(
        .wrongWord(
          sign.text, of: "a relation", allowed: Relation.allCases.map(\.rawValue),
          nearest: sign.text == "=" ? "==" : nil), at: sign.columns)
    }
    return (relation, sign)
  }

  /// The percentage that follows a word, in tenths.
  private mutating func percentage(
    behind token: Token, of figure: Figure
  ) throws(LineError) -> UInt64 {
    let number = try next(after: token, "a percentage")
    do {
      return try NumberSyntax.percentage(number.text)
    } catch {
      let reason: ScriptError.Reason =
        error == .tooLarge
        ? .percentageTooLarge(number.text, of: figure) : .badPercentage(number.text)
      throw LineError(reason, at: number.columns)
    }
  }

  /// The number that follows a word.
  mutating func number(behind token: Token, _ what: String) throws(LineError) -> UInt64 {
    let number = try next(after: token, what)
    guard case .number(let value) = try value(number.text, .comparedValue, at: number.columns)
    else { preconditionFailure("a number was asked for") }
    return value
  }

  func destination(_ token: Token) throws(LineError) -> Destination {
    switch token.kind {
    case .text(let text): return .bookmark(text)
    case .word("start"): return .start
    case .word("end"): return .end
    case .word(let word) where word.hasSuffix("%"):
      guard let percent = Int(word.dropLast()), 0...100 ~= percent, word.first != "+" else {
        throw LineError(.percentage(word), at: token.columns)
      }
      return .percent(percent)
    case .word(let word) where word.utf8.first.map { (0x30...0x39).contains($0) } ?? false:
      guard case .number(let step) = try value(word, .comparedValue, at: token.columns) else {
        preconditionFailure("a number was asked for")
      }
      return .step(step)
    case .word(let word) where word.first == "-" && word.count > 1:
      let digits = String(word.dropFirst())
      guard case .number(let before) = try value(digits, .comparedValue, at: token.columns) else {
        preconditionFailure("a number was asked for")
      }
      return before == 0 ? .step(0) : .setup(before: before)
    default:
      throw LineError(
        .wrongWord(
          token.text, of: "the place", allowed: Self.destinations,
          nearest: token.word.flatMap { WordList.nearest(to: $0, among: ["start", "end"]) }),
        at: token.columns)
    }
  }

  private static let destinations = [
    "a step", "0% to 100%", "start", "end", "a bookmark in quotes",
  ]

  /// What `help` is asked for, up to the end of the words: a verb, or a term by its usual name.
  mutating func topic(_ first: Token) throws(LineError) -> String {
    var columns = first.columns
    var name = first.text
    while first.word != nil, let word = tokens.first?.word {
      name += " " + word
      columns = columns.lowerBound..<tokens.removeFirst().columns.upperBound
    }
    if name == Glossary.title || !Verb.matching(name).isEmpty { return name }
    if first.word != nil, Figure(rawValue: name) != nil { return name }
    guard first.word != nil, let term = Glossary.term(name) else {
      throw LineError(.unknownTopic(name, nearest: Glossary.nearest(to: name)), at: columns)
    }
    return term.name
  }

  mutating func next(after token: Token, _ what: String) throws(LineError) -> Token {
    guard let next = tokens.popFirst() else {
      let end = token.columns.upperBound
      throw LineError(.missing("\(what) behind \(token.text)", verb: verb.name), at: end..<end)
    }
    return next
  }
}

extension Argument {
  /// The number that a figure is compared with.
  fileprivate static let comparedValue = Argument.position("value", .size, "the number")
}

extension Condition {
  /// The words that a condition can start with, besides figures.
  static let otherTerms =
    ConditionWord.allCases.map(\.rawValue)
    + Happening.allCases.map(\.rawValue)
    .filter { Figure(rawValue: $0) == nil } + ["not", "("]
}
