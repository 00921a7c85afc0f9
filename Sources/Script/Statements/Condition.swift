public import Simulation

/// How a figure is compared with a number.
public enum Relation: String, CaseIterable, Sendable {
  /// Equal.
  case equal = "=="
  /// Not equal.
  case notEqual = "!="
  /// Less.
  case less = "<"
  /// Less or equal.
  case lessOrEqual = "<="
  /// Greater.
  case greater = ">"
  /// Greater or equal.
  case greaterOrEqual = ">="

  /// Whether it holds between two numbers.
  public func holds(_ left: UInt64, _ right: UInt64) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// A statement about one figure, such as `frames.free < 512`.
public struct Comparison: Equatable, Sendable {
  /// The figure.
  public var figure: Figure
  /// How it is compared.
  public var relation: Relation
  /// What with.
  public var value: UInt64

  /// A comparison.
  public init(_ figure: Figure, _ relation: Relation, _ value: UInt64) {
    self.figure = figure
    self.relation = relation
    self.value = value
  }

  /// Whether it holds if the figure has this value.
  public func holds(for actual: UInt64) -> Bool { relation.holds(actual, value) }
}

/// Comparisons joined by `and` and `or`, where `and` binds closer.
///
/// There is no `not`, since every relation has its opposite, and so no need for parentheses.
public struct Condition: Equatable, Sendable {
  /// It holds if all comparisons of one of these lists do.
  public var alternatives: [[Comparison]]

  /// A condition; neither the list nor any list in it is empty.
  public init(anyOf alternatives: [[Comparison]]) {
    precondition(
      !alternatives.isEmpty && alternatives.allSatisfy { !$0.isEmpty },
      "a condition compares something")
    self.alternatives = alternatives
  }

  /// Whether it holds for the figures' values.
  public func holds(_ value: (Figure) -> UInt64) -> Bool {
    alternatives.contains { all in all.allSatisfy { $0.holds(for: value($0.figure)) } }
  }
}
