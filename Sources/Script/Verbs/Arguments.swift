import MemoryCore
import Simulation

/// The arguments that a line gives a verb, with the defaults of the others.
struct Arguments {
  let verb: Verb
  /// The text of the name before `=`.
  var boundName: String?
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

  func number(_ key: String) -> UInt64 {
    guard case .number(let number) = self[key] else { fatalError(wrong(key)) }
    return number
  }

  func word(_ key: String) -> String {
    guard case .word(let word) = self[key] else { fatalError(wrong(key)) }
    return word
  }

  func text(_ key: String) -> String {
    guard case .text(let text) = self[key] else { fatalError(wrong(key)) }
    return text
  }

  func flags(_ key: String) -> PageTableFlags {
    guard case .flags(let flags) = self[key] else { fatalError(wrong(key)) }
    return flags
  }

  func reference(_ key: String) -> ArgumentValue.Reference {
    guard case .reference(let reference) = self[key] else { fatalError(wrong(key)) }
    return reference
  }

  /// The case of an enumeration that the allowed words are the raw values of.
  func choice<Choice: RawRepresentable<String>>(_ key: String) -> Choice {
    guard let choice = Choice(rawValue: word(key)) else { fatalError(wrong(key)) }
    return choice
  }

  /// A number that the table limits to what an `Int` holds.
  func int(_ key: String) -> Int { Int(number(key)) }

  func isOn(_ key: String) -> Bool { word(key) == "on" }

  /// A refusal that points at an argument, or at the verb if the line does not give it.
  func error(_ reason: ScriptError.Reason, at key: String? = nil) -> LineError {
    LineError(reason, at: key.flatMap { columns[$0] } ?? verbColumns)
  }

  private func wrong(_ key: String) -> String {
    "the table of verbs gives '\(verb.name)' no such value of '\(key)'"
  }
}

/// What a line is parsed with.
struct ParsingContext {
  var scope: Scope
  let maps: MapLookup
  let traces: TraceLookup

  /// The operand that an address or the text of a name stands for.
  mutating func operand(_ reference: ArgumentValue.Reference) -> Operand {
    switch reference {
    case .address(let address): .address(address)
    case .name(let text): .name(scope.name(text))
    }
  }

  /// The name that a result is bound to.
  mutating func result(of arguments: borrowing Arguments) -> Name {
    arguments.boundName.map { scope.name($0) } ?? scope.anonymousName()
  }
}
