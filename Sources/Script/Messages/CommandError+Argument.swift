import MemoryCore
public import Simulation

extension CommandError {
  /// The key of the argument that is at fault, as in `ScriptLine.argumentColumns`; `nil` if it is
  /// not a single one.
  public func argument(of command: Command, names: NameTable) -> String? {
    let written = WrittenStatement(.command(command), names: names)
    switch self {
    case .machineIsDescribed, .notBooted, .bootFails, .heapInUse, .heapDamaged, .kernelDamaged,
      .kernelFault:
      return nil
    case .stageIsDone, .stageTooEarly: return "stage"
    case .noUsableMemory, .memoryMap, .kernelDoesNotFit:
      return written.values["map"] == nil ? "memory" : "map"
    case .outOfRange(let argument, _, _): return argument
    case .unaligned(let value, _), .nonCanonical(let value), .beyondMemory(let value, _):
      return written.key(of: value) ?? written.firstName ?? written.mainKey
    case .beyondAddressSpace(let start):
      if written.values["count"] != nil { return "count" }
      return written.key(of: start.rawValue) ?? written.firstName ?? written.mainKey
    case .notPowerOfTwo: return "align"
    case .unboundName(let label), .wrongBinding(let label):
      return names.text(label).flatMap(written.key(ofName:)) ?? written.mainKey
    case .doubleFree, .foreignFree, .heapRefused, .frameInUse, .alreadyMapped,
      .parentEntryHugePage, .notMapped, .tableNotPresent, .invalidFrameAddress:
      return written.mainKey
    case .frameAlreadyFree, .frameNotManaged, .cannotFreeFrames:
      return written.values["free"] == nil ? written.mainKey : "free"
    case .outOfFrames: return written.values["count"] == nil ? written.mainKey : "count"
    case .impossibleFlags(let flags):
      return written.values["table-flags"] == .flags(flags) ? "table-flags" : "flags"
    case .noParentEntry: return "level"
    case .heapRangeInUse: return "start"
    case .valueTooLarge: return "value"
    case .noNode: return "node"
    case .unknownField, .register: return "field"
    }
  }
}

extension ScriptLine {
  /// The error of a command that this line gave, at the argument that is at fault.
  public func error(
    _ error: CommandError, of command: Command, names: NameTable
  ) -> ScriptError {
    self.error(error.message(names: names), at: error.argument(of: command, names: names))
  }

  /// An error at an argument, or at the whole line.
  public func error(_ message: String, at argument: String? = nil) -> ScriptError {
    let position = position(of: argument)
    let word = text.unicodeScalars.dropFirst(position.column - 1).prefix { $0 != " " && $0 != "\t" }
    return ScriptError(
      position: position, length: word.count, reason: .atRunTime(message), line: text)
  }
}

extension WrittenStatement {
  /// The first argument: what the command is about.
  fileprivate var mainKey: String? {
    verb.arguments.first { values[$0.key] != nil }?.key
  }

  /// The argument that is this number or address.
  fileprivate func key(of value: UInt64) -> String? {
    verb.arguments.first {
      values[$0.key] == .reference(.address(value)) || values[$0.key] == .number(value)
    }?.key
  }

  /// The first argument that is a name, whose address a line does not show.
  fileprivate var firstName: String? {
    verb.arguments.first {
      if case .reference(.name) = values[$0.key] { return true }
      return false
    }?.key
  }

  /// The argument that is this name.
  fileprivate func key(ofName name: String) -> String? {
    verb.arguments.first {
      values[$0.key] == .reference(.name(name)) || values[$0.key] == .text(name)
    }?.key
  }
}
