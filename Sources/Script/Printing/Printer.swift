import MemoryCore
public import Simulation

/// Writes statements as lines of a script.
public enum Printer {
  /// The canonical form of a statement: parsed again it is the same.
  ///
  /// Arguments with default values are left out; addresses are in hex, sizes as `4K` where that is
  /// exact. A text that no script can hold loses its control characters.
  public static func text(_ statement: Statement, names: NameTable) -> String {
    if case .comment(let text) = statement { return "#" + text }
    let written = WrittenStatement(statement)
    let result = written.written.result.flatMap { names.text($0.label) }
    var words = result.map { [$0, "="] } ?? []
    words.append(written.verb.name)
    for argument in written.verb.arguments {
      guard let value = written.values[argument.key], value != argument.standard else { continue }
      let text = text(value, argument.kind, names: names)
      switch argument.form {
      case .position, .word, .assignment: words.append(text)
      case .key: words.append("\(argument.key)=\(text)")
      case .equals: words += ["=", text]
      }
    }
    return words.joined(separator: " ")
  }

  /// A value of an argument, as it is written.
  static func text(
    _ value: ArgumentValue, _ kind: Argument.Kind, names: NameTable = NameTable()
  ) -> String {
    switch value {
    case .number(let number): text(number, kind)
    case .operand(.address(let address)): NumberText.address(address)
    case .operand(.name(let name)), .name(let name): names.text(name.label) ?? "?"
    case .unresolved(let name): name
    case .flags(let flags): FlagSyntax.text(flags)
    case .word(let word): word
    case .text(let text): Self.text(text, kind)
    case .assignment(let field, let value): "\(field)=\(NumberText.value(value))"
    case .condition(let condition): text(condition)
    case .destination(let destination): text(destination)
    case .fault(.pageFault(let code)): NumberText.hex(UInt64(code))
    case .fault(.generalProtection): "gp"
    case .command(let command): text(.command(command), names: names)
    }
  }

  private static func text(_ number: UInt64, _ kind: Argument.Kind) -> String {
    switch kind {
    case .size: NumberText.size(number)
    case .value: NumberText.value(number)
    case .address, .operand: NumberText.address(number)
    default: String(number)
    }
  }

  private static func text(_ text: String, _ kind: Argument.Kind) -> String {
    switch kind {
    case .text: quoted(text)
    case .map: text.utf8.allSatisfy(isPlain) && !text.isEmpty ? text : quoted(text)
    default: text
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result + "\""
  }

  /// Whether a character of a file name needs no quotes around the name.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func text(_ condition: Condition) -> String {
    switch condition {
    case .figure(let comparison): comparison.text
    case .happened(let happening): happening.rawValue
    case .size(let relation, let size):
      "\(ConditionWord.size.rawValue) \(relation.rawValue) \(NumberText.size(size))"
    case .name(let name): "\(ConditionWord.name.rawValue) \(name)"
    case .address(let address):
      "\(ConditionWord.address.rawValue) \(NumberText.address(address))"
    case .text(let words): "\(ConditionWord.text.rawValue) \(quoted(words))"
    case .not(let inner): "not " + text(inner, within: 2)
    case .all(let terms): terms.map { text($0, within: 2) }.joined(separator: " and ")
    case .any(let terms): terms.map { text($0, within: 1) }.joined(separator: " or ")
    }
  }

  /// The condition, in parentheses if what stands around it binds closer.
  private static func text(_ condition: Condition, within strength: Int) -> String {
    let own =
      switch condition {
      case .any: 0
      case .all: 1
      default: 2
      }
    return own < strength ? "( \(text(condition)) )" : text(condition)
  }

  private static func text(_ destination: Destination) -> String {
    switch destination {
    case .step(let step): String(step)
    case .setup(let before): "-\(before)"
    case .percent(let percent): "\(percent)%"
    case .start: "start"
    case .end: "end"
    case .bookmark(let text): quoted(text)
    }
  }
}

extension Comparison {
  /// The comparison as a script writes it; bytes as `4K` where that is exact, percentages as `60.5`.
  public var text: String {
    let number =
      switch figure.unit {
      case .bytes: NumberText.size(value)
      case .percent: NumberText.tenths(value)
      case .address: NumberText.value(value)
      case .count: String(value)
      }
    return "\(figure.rawValue) \(relation.rawValue) \(number)"
  }
}

extension Figure {
  /// A value as it is read, without a unit: "1,048,576", "60.5".
  public func text(_ value: UInt64) -> String {
    switch unit {
    case .percent: NumberText.tenths(value)
    case .address: NumberText.value(value)
    case .count, .bytes: NumberText.count(value)
    }
  }

  /// A value as it is read in a sentence: "1,048,576", "60.5 %".
  public func phrase(_ value: UInt64) -> String {
    unit == .percent ? NumberText.percent(value) : text(value)
  }

  /// A value as a number in JSON.
  public func json(_ value: UInt64) -> String {
    unit == .percent ? NumberText.tenths(value) : String(value)
  }
}
