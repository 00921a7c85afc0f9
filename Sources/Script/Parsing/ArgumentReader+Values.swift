import MemoryCore
import Simulation

/// The values of arguments.
extension ArgumentReader {
  /// The value of an argument with a place of its own; takes the words that it consists of.
  mutating func place(_ argument: Argument) throws(LineError) -> ArgumentValue {
    let token = tokens.removeFirst()
    switch argument.kind {
    case .text:
      guard case .text(let text) = token.kind else {
        throw LineError(.textExpected(token.text), at: token.columns)
      }
      return .text(text)
    case .map:
      // A path is quoted where it would not be one word.
      if case .text(let path) = token.kind { return .text(path) }
      return try value(token.text, argument, at: token.columns)
    case .destination: return .destination(try destination(token))
    case .comparison: return .condition(.figure(try comparison(token)))
    case .condition: return .condition(try condition(token))
    case .topic: return .word(try topic(token))
    default: return try value(token.text, argument, at: token.columns)
    }
  }

  /// The value that one word gives an argument.
  func value(
    _ word: String, _ argument: Argument, at columns: Range<Int>
  ) throws(LineError) -> ArgumentValue {
    switch argument.kind {
    case .number(let limit): .number(try number(word, at: columns, upTo: limit))
    case .size, .value, .address: .number(try number(word, at: columns))
    case .operand: try operand(word, at: columns)
    case .name: .unresolved(try name(word, at: columns))
    case .newName: .text(try name(word, at: columns))
    case .branch: .text(try branch(word, at: columns))
    case .flags: .flags(try flags(word, at: columns))
    case .word(let allowed): try choice(word, of: argument.key, allowed, at: columns)
    case .place: try showPlace(word, at: columns)
    case .fault: .fault(try fault(word, at: columns))
    case .map, .text: .text(word)
    case .field, .comparison, .condition, .destination, .topic, .command:
      preconditionFailure("such a value has more parts than one word")
    }
  }

  /// The value of a field of a register, which there has to be.
  func assignment(
    _ field: String, at fieldColumns: Range<Int>, _ value: String, at columns: Range<Int>
  ) throws(LineError) -> UInt64 {
    let fields = RegisterField.all.map(\.name)
    guard fields.contains(field) else {
      // Of the many fields only those of the same register are worth a list.
      let register = field.prefix { $0 != "." } + "."
      let near = fields.filter { $0.hasPrefix(register) }
      throw LineError(
        .wrongWord(
          field, of: "the field", allowed: near.isEmpty ? Self.registers : near,
          // `wp` is a bit of a register that was left out.
          nearest: fields.first { $0.hasSuffix("." + field) }
            ?? WordList.nearest(to: field, among: fields)), at: fieldColumns)
    }
    guard !value.isEmpty else { throw LineError(.emptyValue(field), at: fieldColumns) }
    return try number(value, at: columns)
  }

  private static let registers = RegisterField.Register.allCases.map(\.rawValue)

  private func number(
    _ word: String, at columns: Range<Int>, upTo limit: UInt64 = .max
  ) throws(LineError) -> UInt64 {
    do {
      let number = try NumberSyntax.parse(word)
      guard number <= limit else { throw NumberSyntax.Failure.tooLarge }
      return number
    } catch NumberSyntax.Failure.tooLarge {
      throw LineError(.numberTooLarge(word, limit: limit), at: columns)
    } catch {
      throw LineError(.badNumber(word), at: columns)
    }
  }

  private func operand(
    _ word: String, at columns: Range<Int>
  ) throws(LineError) -> ArgumentValue {
    if NameSyntax.isName(word) { return .unresolved(try name(word, at: columns)) }
    guard word.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else {
      throw LineError(.badOperand(word), at: columns)
    }
    return .operand(.address(try number(word, at: columns)))
  }

  private func name(_ word: String, at columns: Range<Int>) throws(LineError) -> String {
    try NameSyntax.check(word, at: columns)
    return word
  }

  /// The name of a branch, or its number as the program counts them.
  private func branch(_ word: String, at columns: Range<Int>) throws(LineError) -> String {
    guard !NameSyntax.isName(word) else { return try name(word, at: columns) }
    return String(try number(word, at: columns))
  }

  private func flags(_ word: String, at columns: Range<Int>) throws(LineError) -> PageTableFlags {
    do {
      return try FlagSyntax.parse(word)
    } catch {
      let start = columns.lowerBound + error.offset
      throw LineError(error.reason, at: start..<start + error.length)
    }
  }

  private func choice(
    _ word: String, of key: String, _ allowed: [String], at columns: Range<Int>
  ) throws(LineError) -> ArgumentValue {
    guard allowed.contains(word) else {
      throw LineError(
        .wrongWord(
          word, of: key, allowed: allowed, nearest: WordList.nearest(to: word, among: allowed)),
        at: columns)
    }
    return .word(word)
  }

  private func showPlace(_ word: String, at columns: Range<Int>) throws(LineError) -> ArgumentValue
  {
    if word.hasPrefix("-") {
      let before = try number(String(word.dropFirst()), at: columns)
      return .destination(before == 0 ? .step(0) : .setup(before: before))
    }
    let operand = try operand(word, at: columns)
    guard case .operand(.address(let step)) = operand, !word.hasPrefix("0x") else { return operand }
    return .destination(.step(step))
  }

  private func fault(_ word: String, at columns: Range<Int>) throws(LineError) -> FaultExpectation {
    if word == "gp" { return .generalProtection }
    guard word.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else {
      throw LineError(
        .wrongWord(
          word, of: "a fault", allowed: ["gp", "an error code such as 0x7"], nearest: nil),
        at: columns)
    }
    let code = try number(word, at: columns, upTo: UInt64(UInt32.max))
    return .pageFault(code: UInt32(code))
  }
}
