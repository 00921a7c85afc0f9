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

  /// Whether it holds between some values and a number.
  func truth(over extent: Extent, _ number: UInt64) -> Truth {
    let (least, greatest) = (extent.least, extent.greatest)
    switch self {
    case .equal:
      if number < least || number > greatest { return .never }
      return least == greatest ? .always : .maybe
    case .notEqual: return Relation.equal.truth(over: extent, number).negated
    case .less: return greatest < number ? .always : least < number ? .maybe : .never
    case .lessOrEqual: return greatest <= number ? .always : least <= number ? .maybe : .never
    case .greater: return Relation.lessOrEqual.truth(over: extent, number).negated
    case .greaterOrEqual: return Relation.less.truth(over: extent, number).negated
    }
  }

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

  /// Whether it holds of any, and of all, of the values of an extent.
  func truth(over extent: Extent) -> Truth { relation.truth(over: extent, value) }

  /// Whether it holds if the figure has this value.
  public func holds(for actual: UInt64) -> Bool { relation.holds(actual, value) }
}
