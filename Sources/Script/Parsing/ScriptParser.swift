public import Simulation

/// Looks up the memory map that `map=` names: one of the program's own, or a file.
public typealias MapLookup = @Sendable (String) throws(MapError) -> FirmwareList

/// Looks up the recorded trace that `replay` names: one of the program's own, or a file.
public typealias TraceLookup = @Sendable (String) throws(MapError) -> TraceSource

/// Parses scripts, and single lines as a prompt takes them.
public struct ScriptParser: Sendable {
  /// The most errors that are kept of a script.
  public static let errorLimit = 10

  private let maps: MapLookup
  private let traces: TraceLookup

  /// A parser that looks memory maps up with `maps`, and traces with `traces`.
  public init(
    maps: @escaping MapLookup,
    traces: @escaping TraceLookup = { name throws(MapError) in
      throw MapError("there is no trace '\(name)'")
    }
  ) {
    self.maps = maps
    self.traces = traces
  }

  /// Parses a whole script; a line with an error is left out, and parsing goes on behind it. Nothing
  /// is read of a script whose version of the language is not known yet.
  ///
  /// Lines end with a line feed; carriage returns before it, and a byte order mark at the start,
  /// do not count. Linear in the length of the script.
  public func parse(
    _ bytes: [UInt8], from origin: SourceOrigin = SourceOrigin(), scope: inout Scope
  ) -> ParsedScript {
    var script = ParsedScript()
    var context = ParsingContext(scope: scope, maps: maps, traces: traces)
    let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
    let text = bytes.dropFirst(hasMark ? 3 : 0)
    var firstNeedingMachine: SourcePosition?
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(ScriptError) {
        guard let line = try Self.parse(line, number: index + 1, of: origin, &context) else {
          continue
        }
        if case .command(.boot(.machine)) = line.statement, let earlier = firstNeedingMachine {
          throw ScriptError(
            origin: origin, position: line.position, length: 7,
            reason: .machineNotFirst(after: earlier), line: line.text)
        }
        if line.statement.needsMachine {
          firstNeedingMachine = firstNeedingMachine ?? line.position
        }
        script.lines.append(line)
      } catch {
        if case .newerLanguage = error.reason { return ParsedScript(errors: [error]) }
        script.add(error)
      }
    }
    scope = context.scope
    return script
  }

  /// Parses a script that is a text.
  public func parse(
    _ text: String, from origin: SourceOrigin = SourceOrigin(), scope: inout Scope
  ) -> ParsedScript {
    parse(Array(text.utf8), from: origin, scope: &scope)
  }

  /// Parses one line; `nil` if it is blank or names the version of the language.
  ///
  /// A refused line leaves `scope` as it was.
  public func parse(
    line: String, from origin: SourceOrigin = SourceOrigin(), scope: inout Scope
  ) throws(ScriptError) -> ScriptLine? {
    var context = ParsingContext(scope: scope, maps: maps, traces: traces)
    let result = try Self.parse(Array(line.utf8)[...], number: 1, of: origin, &context)
    scope = context.scope
    return result
  }

  private static func parse(
    _ line: ArraySlice<UInt8>, number: Int, of origin: SourceOrigin, _ context: inout ParsingContext
  ) throws(ScriptError) -> ScriptLine? {
    var line = line
    while line.last == UInt8(ascii: "\r") { line.removeLast() }
    do {
      return try LineParser.parse(
        try LineDecoder.scalars(line), number: number, of: origin, &context)
    } catch {
      throw ScriptError(
        origin: origin, position: origin.position(line: number, column: error.columns.lowerBound),
        length: error.columns.count, reason: error.reason,
        line: String(decoding: line, as: UTF8.self))
    }
  }
}

/// A script, as far as it could be parsed.
public struct ParsedScript: Equatable, Sendable {
  /// The lines that say something, in order.
  public internal(set) var lines: [ScriptLine] = []
  /// The first errors, at most `ScriptParser.errorLimit`.
  public internal(set) var errors: [ScriptError] = []
  /// How many errors there are beyond these.
  public internal(set) var furtherErrors = 0

  mutating func add(_ error: ScriptError) {
    if errors.count < ScriptParser.errorLimit {
      errors.append(error)
    } else {
      furtherErrors += 1
    }
  }
}
