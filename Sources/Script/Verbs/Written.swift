public import Simulation

/// The arguments that a line of a verb is written with: what the verb's row makes of a statement.
struct Written {
  /// The name that the result is bound to.
  var result: Name?
  private(set) var values: [String: ArgumentValue] = [:]

  /// A line without arguments, or with a name for its result.
  init(result: Name? = nil) { self.result = result }

  /// A line of one argument.
  init<Value: Sendable>(_ key: Key<Value>, _ value: Value) {
    self[key] = value
  }

  /// The argument of a key; writing only.
  subscript<Value: Sendable>(key: Key<Value>) -> Value? {
    get { values[key.argument.key].flatMap(key.decode) }
    set { values[key.argument.key] = newValue.flatMap(key.encode) }
  }

  /// The argument of a key that may be left out.
  subscript<Value: Sendable>(key: OptionalKey<Value>) -> Value? {
    get { self[key.key] }
    set { self[key.key] = newValue }
  }
}

/// A statement as its verb and the verb's arguments.
struct WrittenStatement {
  let verb: Verb
  let written: Written

  /// What the one row of the table writes that the statement is of. O(verbs).
  init(_ statement: Statement) {
    for verb in Verb.all {
      guard let written = verb.write(statement) else { continue }
      (self.verb, self.written) = (verb, written)
      return
    }
    preconditionFailure("each statement is written by a row of the table of verbs")
  }

  /// The values of the arguments that are written, by their keys.
  var values: [String: ArgumentValue] { written.values }
}

extension Command {
  /// The verb that gives the command.
  public var verb: Verb { WrittenStatement(.command(self)).verb }
}
