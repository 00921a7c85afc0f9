import MemoryCore
import Simulation

/// The arguments that a line gives a verb, with the defaults of the others.
struct Arguments {
  let verb: Verb
  /// The text of the name before `=`.
  var boundName: String?
  private var resultName: Name?
  private(set) var values: [String: ArgumentValue] = [:]
  private(set) var columns: [String: Range<Int>] = [:]
  /// The columns of the verb.
  let verbColumns: Range<Int>

  init(_ verb: Verb, at columns: Range<Int>) {
    self.verb = verb
    verbColumns = columns
  }

  /// Notes an argument that stands at `columns`.
  mutating func set(_ key: String, _ value: ArgumentValue, at columns: Range<Int>) {
    values[key] = value
    self.columns[key] = columns
  }

  mutating func bind(_ name: String, at columns: Range<Int>) {
    boundName = name
    self.columns["name"] = columns
  }

  /// The argument, or its default, or `nil`.
  subscript(key: String) -> ArgumentValue? { values[key] ?? verb.argument(key)?.standard }

  /// Whether the line gives the argument.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// The name that the result is bound to, of a verb that binds one.
  var result: Name {
    guard let resultName else { fatalError("'\(verb.name)' binds no name") }
    return resultName
  }

  /// The argument, or its default.
  subscript<Value: Sendable>(key: Key<Value>) -> Value {
    let written = self[key.argument.key]
    guard let value = written.flatMap(key.decode) ?? (written == nil ? key.absent : nil) else {
      fatalError("the table of verbs gives '\(verb.name)' no such value of '\(key.argument.key)'")
    }
    return value
  }

  /// The argument; `nil` if the line does not give it.
  subscript<Value: Sendable>(key: OptionalKey<Value>) -> Value? {
    has(key.argument.key) ? self[key.key] : nil
  }

  /// Gives the names of a line that is read as a whole their slots, in the order of the table.
  mutating func resolve(in scope: inout Scope) {
    for argument in verb.arguments {
      guard case .unresolved(let text) = values[argument.key] else { continue }
      let name = scope.name(text)
      values[argument.key] = argument.kind == .name ? .name(name) : .operand(.name(name))
    }
    if verb.bindsName {
      resultName = boundName.map { scope.name($0) } ?? scope.anonymousName()
    }
  }

  /// A refusal that points at an argument, or at the verb if the line does not give it.
  func error(_ reason: ScriptError.Reason, at key: String? = nil) -> LineError {
    LineError(reason, at: key.flatMap { columns[$0] } ?? verbColumns)
  }
}

/// What a line is parsed with.
struct ParsingContext {
  var scope: Scope
  let maps: MapLookup
  let traces: TraceLookup
}
