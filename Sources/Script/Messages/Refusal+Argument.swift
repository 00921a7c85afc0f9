import MemoryCore
public import Simulation

extension Refusal {
  /// The key of the argument that is at fault, as in `ScriptLine.argumentColumns`; `nil` if it is
  /// not a single one.
  public func argument(of command: Command, names: NameTable) -> String? {
    let written = WrittenStatement(.command(command))
    switch text(names).fault {
    case .none: return nil
    case .argument(let key): return key
    case .argumentIfGiven(let key): return written.values[key] == nil ? written.mainKey : key
    case .main: return written.mainKey
    case .value(let value): return written.key(of: value) ?? written.firstName ?? written.mainKey
    case .rangeFrom(let start):
      if written.values["count"] != nil { return "count" }
      return written.key(of: start) ?? written.firstName ?? written.mainKey
    case .name(let label):
      return written.key(of: label) ?? written.mainKey
    case .flags(let flags): return written.key(of: flags) ?? "flags"
    }
  }
}

extension ScriptLine {
  /// The error of a command that this line gave, at the argument that is at fault.
  public func error(
    _ error: Refusal, of command: Command, names: NameTable
  ) -> ScriptError {
    self.error(error.message(names: names), at: error.argument(of: command, names: names))
  }

  /// An error at an argument, or at the whole line.
  public func error(_ message: String, at argument: String? = nil) -> ScriptError {
    let position = position(of: argument)
    let word = text.unicodeScalars.dropFirst(position.column - origin.column).prefix {
      $0 != " " && $0 != "\t"
    }
    return ScriptError(
      origin: origin, position: position, length: word.count, reason: .atRunTime(message),
      line: text)
  }
}

extension WrittenStatement {
  /// The first argument: what the command is about.
  fileprivate var mainKey: String? { key { _ in true } }

  /// The argument that is this number or address.
  fileprivate func key(of value: UInt64) -> String? {
    key { $0 == .operand(.address(value)) || $0 == .number(value) }
  }

  /// The first argument that is a name, whose address a line does not show.
  fileprivate var firstName: String? {
    key { if case .operand(.name) = $0 { true } else { false } }
  }

  /// The argument that is this name.
  fileprivate func key(of label: Name.Label) -> String? {
    key { value in
      switch value {
      case .operand(.name(let name)), .name(let name): name.label == label
      default: false
      }
    }
  }

  /// The argument with these flags; the last one, which says more.
  fileprivate func key(of flags: PageTableFlags) -> String? {
    verb.arguments.last { values[$0.key] == .flags(flags) }?.key
  }

  private func key(where isMeant: (ArgumentValue) -> Bool) -> String? {
    verb.arguments.first { values[$0.key].map(isMeant) ?? false }?.key
  }
}
