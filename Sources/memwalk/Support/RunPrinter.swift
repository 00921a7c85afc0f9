import CellGrid
import Interface
import Narration
import Script
import Session
import Simulation

/// Says what happens in a run, as lines for people or as one JSON object.
struct RunPrinter {
  let json: Bool
  let quiet: Bool
  let size: GridSize

  private var output: RunOutput
  private var steps: [String] = []
  private var shown: [(String, String)] = []

  init(json: Bool, quiet: Bool, size: GridSize, output: RunOutput) {
    self.json = json
    self.quiet = quiet || !output.tellsSteps
    self.size = size
    self.output = output
  }

  /// Says what a line of the script did.
  mutating func print(_ event: ScriptRun.Event, of run: ScriptRun) throws {
    let names = run.session?.names ?? NameTable()
    for step in event.steps {
      // Counted as conditions and goto do: behind the boot, once a trace follows it.
      let number = run.session?.timeline.stepNumber(of: step.point) ?? step.point
      if json {
        steps.append(Self.json(step, number, names, line: event.line.position.line))
      } else if !quiet {
        output.print(Self.text(step, number, names))
      }
    }
    if case .note(let text) = event.line.statement, !json, !quiet { output.print("  " + text) }
    switch event.response {
    case .done: break
    case .show(let request): if let session = run.session { show(request, session) }
    case .report(let title, let lines):
      let text = lines.joined(separator: "\n")
      if json { shown.append((title.lowercased(), text)) } else { output.print(text) }
    case .save(let path, let text): try ScriptFile.write(text, to: path)
    case .help(let verb):
      let lines = verb.map { HelpText.lines(for: $0) } ?? HelpText.overview()
      if !json { output.print(lines.joined(separator: "\n")) }
    case .crash: fatalError("the script command crash ends the program")
    }
  }

  /// Prints a view.
  mutating func show(_ request: ShowRequest, _ session: Session) {
    switch request.view {
    case .tlb, .stats, .why, .machine:
      let text = Report.lines(request.view, of: session).joined(separator: "\n")
      if json { shown.append((request.view.rawValue, text)) } else { output.print(text) }
    case .frames, .tables, .heap:
      let grid = drawing(of: request, session, size)
      if json {
        shown.append((request.view.rawValue, output.picture(of: grid)))
      } else {
        output.print(grid)
      }
    }
  }

  /// Ends the output: a line of figures, or the JSON object.
  mutating func finish(
    _ run: ScriptRun, failure: (place: SourcePosition?, message: String)?, digest: Bool = false
  ) {
    let digest = digest ? run.session?.snapshot.machine.digest.description : nil
    let figures = run.session.map { session in
      Figure.allCases.map { ($0.rawValue, "\(session.value(of: $0))") }
    }
    if json {
      var fields = [
        ("steps", JSONText.array(steps)), ("figures", JSONText.object(figures ?? [])),
        ("expectations", "\(run.expectationsMet)"),
        ("shown", JSONText.object(shown.map { ($0.0, JSONText.string($0.1)) })),
      ]
      if let failure {
        let place = failure.place.map { [("line", "\($0.line)"), ("column", "\($0.column)")] }
        let message = [("message", JSONText.string(failure.message))]
        fields.append(("failure", JSONText.object((place ?? []) + message)))
      }
      if let digest { fields.append(("digest", JSONText.string(digest))) }
      Console.print(JSONText.object(fields))
      return
    }
    if !quiet, failure == nil {
      let steps = run.session?.lastStepNumber ?? 0
      let met = run.expectationsMet
      output.print(
        "\(NumberText.count(steps)) step\(steps == 1 ? "" : "s")"
          + (met > 0 ? ", \(met) expectation\(met == 1 ? "" : "s") met" : ""))
    }
    if let digest { output.print("digest \(digest)") }
    if failure == nil, output.isEmptyDrawing {
      Console.error("nothing to draw: name views, as in --show heap, or have the script show them")
    }
  }

  /// Ends the document, if what is printed is one.
  mutating func close() { output.close() }

  private static func text(_ step: Step, _ number: Int, _ names: NameTable) -> String {
    let number = "\(number)"
    let padding = String(repeating: " ", count: max(0, 5 - number.count))
    return padding + number + "  " + StepText.line(step, names: names)
  }

  private static func json(
    _ step: Step, _ number: Int, _ names: NameTable, line: Int
  ) -> String {
    JSONText.object([
      ("step", "\(number)"), ("line", "\(line)"),
      ("command", JSONText.string(StepText.command(step, names: names))),
      ("outcome", JSONText.string(StepText.sentence(step, names: names))),
      ("accesses", "\(step.accesses.count)"),
    ])
  }
}
