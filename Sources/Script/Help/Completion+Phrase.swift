import Simulation

/// What the words of a condition, or of one comparison, are so far: as much of its grammar as tells
/// what can follow.
struct StartedPhrase {
  /// What the next word is.
  private enum Expected {
    case term
    case relation
    case number
    case name
    case text
    case joint
    /// `oom` may be compared, or is the whole term.
    case relationOrJoint
  }

  private let isCondition: Bool
  private var expected = Expected.term
  /// How many parentheses are open.
  private var depth = 0

  /// The phrase that starts with some words.
  init(_ tokens: [Token], isCondition: Bool) {
    self.isCondition = isCondition
    for token in tokens.flatMap(\.withoutParentheses) { take(token) }
  }

  /// Whether it can end here.
  var isComplete: Bool {
    (expected == .joint || expected == .relationOrJoint) && depth == 0
  }

  /// The words that can follow.
  func words(_ scope: Scope) -> [String] {
    let relations = Relation.allCases.map(\.rawValue)
    let joints = isCondition ? ["and", "or"] + (depth > 0 ? [")"] : []) : []
    switch expected {
    case .term: return Figure.allCases.map(\.rawValue) + (isCondition ? Condition.otherTerms : [])
    case .relation: return relations
    case .relationOrJoint: return relations + joints
    case .name: return scope.usedNames
    case .joint: return joints
    case .number, .text: return []
    }
  }

  private mutating func take(_ token: Token) {
    switch expected {
    case .term: takeTerm(token)
    case .relation: expected = .number
    case .relationOrJoint where Relation(rawValue: token.text) != nil: expected = .number
    case .number, .name, .text: expected = .joint
    case .joint, .relationOrJoint:
      if token.word == ")" { depth -= 1 } else { expected = .term }
    }
  }

  private mutating func takeTerm(_ token: Token) {
    guard isCondition, let word = token.word else {
      // A text alone is a term.
      expected = isCondition ? .joint : .relation
      return
    }
    switch word {
    case "not": break
    case "(": depth += 1
    case ConditionWord.name.rawValue: expected = .name
    case ConditionWord.address.rawValue: expected = .number
    case ConditionWord.text.rawValue: expected = .text
    default:
      guard Happening(rawValue: word) != nil else { return expected = .relation }
      expected = Figure(rawValue: word) == nil ? .joint : .relationOrJoint
    }
  }
}
