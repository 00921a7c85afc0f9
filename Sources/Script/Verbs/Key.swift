import MemoryCore
import Simulation

/// An argument of a verb together with the type of its value, so that a row of the table reads and
/// writes it by the same name.
struct Key<Value: Sendable>: VerbArgument {
  let argument: Argument
  /// The value of what stands in a line; `nil` for what the argument's kind does not allow.
  let decode: @Sendable (ArgumentValue) -> Value?
  /// What stands in a line for a value; `nil` if the argument is left out for it.
  let encode: @Sendable (Value) -> ArgumentValue?
  /// The value where the line lacks the argument and it has no default.
  let absent: Value?

  init(
    _ argument: Argument, absent: Value? = nil,
    decode: @escaping @Sendable (ArgumentValue) -> Value?,
    encode: @escaping @Sendable (Value) -> ArgumentValue?
  ) {
    self.argument = argument
    self.absent = absent
    self.decode = decode
    self.encode = encode
  }

  /// The same argument where a line may lack it.
  var optional: OptionalKey<Value> { OptionalKey(key: self) }
}

/// An argument without a default that a line may lack.
struct OptionalKey<Value: Sendable>: VerbArgument {
  let key: Key<Value>

  var argument: Argument { key.argument }
}

/// What the table of verbs lists as an argument.
protocol VerbArgument: Sendable {
  /// How it is written and what it says.
  var argument: Argument { get }
}

extension Key where Value == UInt64 {
  static func number(_ argument: Argument) -> Key {
    Key(
      argument,
      decode: { if case .number(let number) = $0 { number } else { nil } },
      encode: { .number($0) })
  }
}

extension Key where Value == Int {
  /// A number that the argument limits to what an `Int` holds.
  static func int(_ argument: Argument) -> Key {
    Key(
      argument,
      decode: { if case .number(let number) = $0 { Int(exactly: number) } else { nil } },
      encode: { .number(UInt64(max(0, $0))) })
  }

  /// A number of which the words allow a few.
  static func numeral(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .word(let word) = $0 { Int(word) } else { nil } },
      encode: { .word(String($0)) })
  }
}

extension Key where Value == Operand {
  static func operand(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .operand(let operand) = $0 { operand } else { nil } },
      encode: { .operand($0) })
  }
}

extension Key where Value == Name {
  static func name(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .name(let name) = $0 { name } else { nil } },
      encode: { .name($0) })
  }
}

extension Key where Value == PageTableFlags {
  static func flags(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .flags(let flags) = $0 { flags } else { nil } },
      encode: { .flags($0) })
  }
}

extension Key where Value == Bool {
  /// A word that is there or not.
  static func word(_ key: String, _ summary: String) -> Key {
    Key(
      .word(key, summary), absent: false, decode: { _ in true }, encode: { $0 ? .word(key) : nil })
  }

  /// `on` or `off`.
  static func onOff(_ key: String, isOn: Bool, _ summary: String) -> Key {
    Key(
      .key(key, .word(["on", "off"]), standard: .word(isOn ? "on" : "off"), summary),
      decode: { $0 == .word("on") }, encode: { .word($0 ? "on" : "off") })
  }
}

extension Key where Value == String {
  static func text(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .text(let text) = $0 { text } else { nil } },
      encode: { .text($0) })
  }

  static func word(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .word(let word) = $0 { word } else { nil } },
      encode: { .word($0) })
  }
}

extension Key where Value: RawRepresentable<String> & Sendable {
  /// A case of an enumeration that the allowed words are the raw values of.
  static func choice(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .word(let word) = $0 { Value(rawValue: word) } else { nil } },
      encode: { .word($0.rawValue) })
  }
}

extension Key where Value == Condition {
  static func condition(_ argument: Argument) -> Key {
    Key(
      argument, decode: { if case .condition(let condition) = $0 { condition } else { nil } },
      encode: { .condition($0) })
  }
}
