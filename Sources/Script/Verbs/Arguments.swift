import MemoryCore
import Simulation

/// The arguments that a line gives a verb, with the defaults of the others.
struct Arguments {
  let verb: Verb
  /// The text of the name before `=`.
  var boundName: String?
  private var resultName: Name?
  // Few, in the order of the line.
  private var given: [(key: String, value: ArgumentValue, columns: Range<Int>)] = []
  private var nameColumns: Range<Int>?
  /// The columns of the verb.
  let verbColumns: Range<Int>

  init(_ verb: Verb, at columns: Range<Int>) {
    self.verb = verb
    verbColumns = columns
  }

  /// Notes an argument that stands at `columns`.
  mutating func set(_ key: String, _ value: ArgumentValue, at columns: Range<Int>) {
    given.append((key, value, columns))
  }

  mutating func bind(_ name: String, at columns: Range<Int>) {
    boundName = name
    nameColumns = columns
  }

  /// The argument, or its default, or `nil`.
  subscript(key: String) -> ArgumentValue? {
    value(key) ?? verb.argument(key)?.standard
  }

  /// Whether the line gives the argument.
  func has(_ key: String) -> Bool { given.contains { $0.key == key } }

  /// Where the arguments stand, so many columns behind their place in the line.
  func placed(behind offset: Int) -> [PlacedArgument] {
    var placed = given.map { PlacedArgument(key: $0.key, column: offset + $0.columns.lowerBound) }
    if let nameColumns {
      placed.append(PlacedArgument(key: "name", column: offset + nameColumns.lowerBound))
    }
    return placed
  }

  private func value(_ key: String) -> ArgumentValue? { given.first { $0.key == key }?.value }

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
      guard let place = given.firstIndex(where: { $0.key == argument.key }),
        case .unresolved(let text) = given[place].value
      else { continue }
      let name = scope.name(text)
      given[place].value = argument.kind == .name ? .name(name) : .operand(.name(name))
    }
    if verb.bindsName {
      resultName = boundName.map { scope.name($0) } ?? scope.anonymousName()
    }
  }

  private func columns(of key: String) -> Range<Int>? {
    given.first { $0.key == key }?.columns ?? (key == "name" ? nameColumns : nil)
  }

  /// A refusal that points at an argument, or at the verb if the line does not give it.
  func error(_ reason: ScriptError.Reason, at key: String? = nil) -> LineError {
    LineError(reason, at: key.flatMap { columns(of: $0) } ?? verbColumns)
  }
}

/// What a line is parsed with.
struct ParsingContext {
  var scope: Scope
  let maps: MapLookup
  let traces: TraceLookup
}
