/// A condition on a step: on the figures behind it, on what happened in it, on what it is about.
public indirect enum Condition: Equatable, Sendable {
  /// A figure compares with a number: `heap.holes > 40`.
  case figure(Comparison)
  /// Something went wrong in the step: `oom`.
  case happened(Happening)
  /// The size that the step asks for compares with a number: `alloc.size > 1M`. A step that asks
  /// for none does not satisfy it.
  case size(Relation, UInt64)
  /// The step is about what a name stands for: `name b12`.
  case name(String)
  /// The step is about the block that holds an address or about that page, or accesses it, be the
  /// address virtual or physical: `address 0x4444_4444_9b58`.
  case address(UInt64)
  /// What the step reads like, or a note on it, contains some words: `text "free b1"`.
  case text(String)
  /// The condition does not hold.
  case not(Condition)
  /// All of them hold. `and` makes it.
  case all([Condition])
  /// One of them holds. `or` makes it.
  case any([Condition])
}

extension Condition {
  /// All of some conditions hold. They stand side by side however many they are and in whatever
  /// parentheses: nothing that walks a condition goes as deep as that is long.
  public static func and(_ conditions: [Condition]) -> Condition {
    let terms = conditions.flatMap { condition in
      if case .all(let terms) = condition { terms } else { [condition] }
    }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  /// One of some conditions holds; they stand side by side.
  public static func or(_ conditions: [Condition]) -> Condition {
    let terms = conditions.flatMap { condition in
      if case .any(let terms) = condition { terms } else { [condition] }
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  /// The names that it asks for, in its order.
  public var names: [String] {
    switch self {
    case .name(let name): [name]
    case .not(let condition): condition.names
    case .all(let terms), .any(let terms): terms.flatMap(\.names)
    case .figure, .happened, .size, .address, .text: []
    }
  }
}

extension Condition {
  /// Whether it holds of a machine's figures where no step has been made that it could be about.
  public func holdsAtRest(_ value: (Figure) -> UInt64) -> Bool {
    switch self {
    case .figure(let comparison):
      comparison.holds(
        for: comparison.figure.group == .step && comparison.figure != .step
          ? 0 : value(comparison.figure))
    case .happened, .size, .name, .address, .text: false
    case .not(let condition): !condition.holdsAtRest(value)
    case .all(let terms): terms.allSatisfy { $0.holdsAtRest(value) }
    case .any(let terms): terms.contains { $0.holdsAtRest(value) }
    }
  }
}

/// What can happen in a step that one may look for.
public enum Happening: String, CaseIterable, Sendable {
  /// An allocation finds no memory.
  case outOfMemory = "oom"
  /// An access faults.
  case fault
  /// The machine refuses the command.
  case refused
  /// The heap grows.
  case grown

  /// Whether something went wrong.
  public var isTrouble: Bool {
    switch self {
    case .outOfMemory, .fault, .refused: true
    case .grown: false
    }
  }
}

/// Whether something holds at one of some points, and at all.
enum Truth: Equatable, Sendable {
  /// At none.
  case never
  /// At some, or it is not known.
  case maybe
  /// At all.
  case always

  /// The truth of the opposite.
  var negated: Truth {
    switch self {
    case .never: .always
    case .maybe: .maybe
    case .always: .never
    }
  }

  /// Whether all of some conditions hold.
  static func ofAll(_ conditions: [Condition], _ truth: (Condition) -> Truth) -> Truth {
    var all = Truth.always
    for condition in conditions {
      switch truth(condition) {
      case .never: return .never
      case .maybe: all = .maybe
      case .always: break
      }
    }
    return all
  }
}

extension Condition {
  /// What the series tell about some points whose steps have the given numbers.
  func truth(over points: Range<Int>, _ series: Series, firstNumber: Int) -> Truth {
    switch self {
    case .figure(let comparison) where comparison.figure == .step:
      let last = firstNumber + points.count - 1
      let extent = Extent(
        least: UInt64(max(0, firstNumber)), greatest: UInt64(max(0, last)))
      return comparison.truth(over: extent)
    case .figure(let comparison):
      return series.extent(of: comparison.figure, over: points).map { comparison.truth(over: $0) }
        ?? .maybe
    case .happened(let happening): return series.has(happening, at: points) ? .maybe : .never
    case .size, .name, .address, .text: return .maybe
    case .not(let condition):
      return condition.truth(over: points, series, firstNumber: firstNumber).negated
    case .all(let terms):
      return Truth.ofAll(terms) { $0.truth(over: points, series, firstNumber: firstNumber) }
    case .any(let terms):
      return Truth.ofAll(terms) {
        $0.truth(over: points, series, firstNumber: firstNumber).negated
      }.negated
    }
  }

  /// Whether the command alone decides, so that the machine need not be replayed.
  var isDecidedByCommand: Bool {
    switch self {
    case .size, .name, .text: true
    case .figure(let comparison): comparison.figure == .step
    case .happened(.refused): true
    case .happened, .address: false
    case .not(let condition): condition.isDecidedByCommand
    case .all(let terms), .any(let terms): terms.allSatisfy(\.isDecidedByCommand)
    }
  }
}
