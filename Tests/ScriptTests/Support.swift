import MemoryCore
import Simulation

@testable import Script

/// A lookup that knows one memory map, `qemu`.
let testMaps: MapLookup = { (name) throws(MapError) in
  guard name == qemu.name else { throw MapError("there is no memory map '\(name)'") }
  return qemu
}

let qemu = FirmwareList(name: "qemu", entries: FirmwareList.pc(bytes: 128 << 20), nodes: [])

/// A lookup that knows one trace, `short`.
let testTraces: TraceLookup = { (name) throws(MapError) in
  guard name == "short" || name == "sqlite3" else { throw MapError("there is no trace '\(name)'") }
  return short
}

let short = TraceSource(name: "short", alignment: 8, commands: PackedCommands(), slotCount: 0)

/// A script, which may have errors.
func parse(
  _ text: String, from origin: SourceOrigin = SourceOrigin(), scope: Scope = Scope()
) -> ParsedScript {
  var scope = scope
  return ScriptParser(maps: testMaps, traces: testTraces).parse(text, from: origin, scope: &scope)
}

/// The only statement of a line.
func statement(_ line: String) throws -> Statement {
  var scope = Scope()
  let parsed = try ScriptParser(maps: testMaps, traces: testTraces).parse(line: line, scope: &scope)
  guard let parsed else { throw MapError("the line is empty") }
  return parsed.statement
}

func command(_ line: String) throws -> Command {
  guard case .command(let command) = try statement(line) else {
    throw MapError("the line is no command")
  }
  return command
}

/// What the line is refused with, as `line:column: message`; `nil` if it is accepted.
func refusal(_ text: String) -> String? {
  parse(text).errors.first.map { String($0.description.dropFirst()) }
}
