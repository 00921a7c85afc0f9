import CellGrid
import Interface
import MemoryCore
import Narration
import Script
import Session
import Simulation

@testable import memwalk

/// A script through everything that a run does with one: parsed, carried out, told, drawn, refused.
struct HostileRun {
  /// The session at the end; `nil` if no line needed one.
  private(set) var session: Session?
  /// What is said to be wrong, with its place; `nil` if nothing is.
  private(set) var complaint: String?
  /// What is wrong with the complaint itself, or with what was printed.
  private(set) var flaw: String?

  /// Runs a script; `attention` says how closely.
  init(_ text: String, attention: Attention = .outcomes, tells: Bool = false) {
    var scope = Scope()
    let parsed = ScriptParser(maps: ScriptMaps.load, traces: ScriptTraces.load)
      .parse(text, scope: &scope)
    if let error = parsed.errors.first {
      for error in parsed.errors { check(error) }
      complaint = error.excerpt
      return
    }
    var run = ScriptRun(title: "hostile", script: parsed.lines, scope: scope)
    run.attention = attention
    do {
      while let event = try run.next() {
        if tells, let session = run.session { tell(event, session) }
      }
    } catch {
      let names = run.session?.names ?? scope.names
      let argument = error.error.argument(of: error.line.statement, names: names)
      let message = error.error.message(names: names)
      let found = error.line.error(message, at: argument)
      check(found)
      complaint = found.excerpt
    }
    session = run.session
  }

  /// Carries out lines one by one as at a prompt: what is refused is passed over.
  init(_ lines: [String], at prompt: Session, attention: Attention = .outcomes) {
    var session = prompt
    session.attend(to: attention)
    for line in lines {
      do throws(ScriptError) {
        let parsed = try session.parse(
          line, maps: ScriptMaps.load,
          traces: { name throws(MapError) in throw MapError("no trace is called \(name)") })
        guard let parsed else { continue }
        do {
          _ = try session.execute(parsed.statement)
        } catch {
          let argument = error.argument(of: parsed.statement, names: session.names)
          check(parsed.error(error.message(names: session.names), at: argument))
        }
      } catch {
        check(error)
      }
    }
    session.catchUpWithRun()
    self.session = session
  }

  /// A digest of the machine at the end.
  var digest: Digest? { session?.digest }

  /// A refusal names line, column and word, and says something.
  private mutating func check(_ error: ScriptError) {
    let line = error.line.unicodeScalars
    if error.position.line < 1 || error.position.column < 1
      || error.position.column > line.count + 1
    {
      flaw = "the place \(error.position) is not in the line"
    }
    if error.message.count < 12 { flaw = "the message says nothing: '\(error.message)'" }
    if error.excerpt.split(separator: "\n").count != 3 { flaw = "no excerpt" }
  }

  /// Says what a line did as text and as JSON, and draws what it asks for.
  private mutating func tell(_ event: ScriptRun.Event, _ session: Session) {
    for step in event.steps {
      let line = StepText.line(step, names: session.names)
      if line.isEmpty { flaw = "a step without words" }
      _ = JSONText.string(line)
    }
    guard case .show(let request) = event.response else { return }
    switch request.view {
    case .tlb, .stats, .why, .machine: _ = Report.lines(request.view, of: session)
    case .frames, .tables, .heap, .hex, .events:
      let grid = drawing(of: request, session, GridSize(columns: 80, rows: 24))
      if grid.size.columns != 80 { flaw = "a drawing of another size" }
    }
  }
}
