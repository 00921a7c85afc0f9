import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

/// A session that a script has led to.
struct ScriptedSession {
  /// The session at its end; where the script failed, before the line that did.
  private(set) var session: Session
  /// The lines of the reports that the script asked for.
  private(set) var reports: [[String]] = []
  /// How the script failed: the argument that is at fault, and what is said.
  private(set) var failure: (argument: String?, message: String)?

  init(_ script: String) throws {
    var scope = Scope()
    let parsed = ScriptParser(
      maps: { name throws(MapError) in throw MapError("no map \(name)") },
      traces: { name throws(MapError) in throw MapError("no trace \(name)") }
    ).parse(script, scope: &scope)
    try #require(parsed.errors.isEmpty, "\(parsed.errors)")
    var run = ScriptRun(title: "test", script: parsed.lines, scope: scope)
    do {
      while let event = try run.next() {
        if case .report(_, let lines) = event.response { reports.append(lines) }
      }
    } catch let stop {
      let names = run.session?.names ?? scope.names
      failure = (
        stop.error.argument(of: stop.line.statement, names: names), stop.error.message(names: names)
      )
    }
    session = try #require(run.session)
  }

  /// The command that led to where the session is, as a script has it.
  var command: String? {
    session.timeline.step.map { Printer.text(.command($0.command), names: session.names) }
  }
}
