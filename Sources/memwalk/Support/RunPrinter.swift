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
  private var shown: [String] = []

  init(json: Bool, quiet: Bool, size: GridSize, output: RunOutput) {
    self.json = json
    self.quiet = quiet || !output.tellsSteps
    self.size = size
    self.output = output
  }

  /// Says what a line of the script did.
  mutating func print(_ event: ScriptRun.Event, of run: ScriptRun) throws {
    // Of a long script that says nothing each line counts.
    if quiet, !json, case .done = event.response { return }
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
    if case .note(let text) = event.line.statement {
      if json { show("note", text, run.session) } else if !quiet { output.print("  " + text) }
    }
    if case .direction = event.line.statement, !json, !quiet {
      output.print("  (\(Printer.text(event.line.statement, names: names)))")
    }
    switch event.response {
    case .done: break
    case .show(let request): if let session = run.session { show(request, session) }
    case .report(let title, let lines):
      let text = lines.joined(separator: "\n")
      if json { show(title.lowercased(), text, run.session) } else { output.print(text) }
    case .save(let path, let text, let isReplacing):
      try NewFile.write(text, to: path, replacing: isReplacing)
    case .help(let verb):
      let lines = verb.map { HelpText.lines(for: $0) } ?? HelpText.overview()
      let text = lines.joined(separator: "\n")
      if json { show("help", text, run.session) } else { output.print(text) }
    case .crash: fatalError("the script command crash ends the program")
    }
  }

  /// Prints a view.
  mutating func show(_ request: ShowRequest, _ session: Session) {
    switch request.view {
    case .tlb, .stats, .why, .machine:
      let text = Report.lines(request.view, of: session).joined(separator: "\n")
      if json { show(request.view.rawValue, text, session) } else { output.print(text) }
    case .frames, .tables, .heap, .hex, .events:
      show(request.view.rawValue, drawing(of: request, session, size), session)
    }
  }

  /// Prints the whole interface at the step that a session is at.
  mutating func showScreen(_ session: Session) {
    var state = AppState(session: session, size: size)
    // As it is where a branch is made.
    state.isSideBySide = !session.otherBranches.isEmpty
    // What the graphs need, and where the other branch is.
    while state.isBusy { _ = reduce(&state, .work) }
    show("screen", render(state), session)
  }

  private mutating func show(_ name: String, _ grid: CellGrid, _ session: Session) {
    if json { show(name, output.picture(of: grid), session) } else { output.print(grid) }
  }

  /// Adds what is shown to the JSON object; the same view can be shown more than once.
  private mutating func show(_ name: String, _ text: String, _ session: Session?) {
    let step = session.map { [("step", "\($0.stepNumber)")] } ?? []
    shown.append(
      JSONText.object([("view", JSONText.string(name))] + step + [("text", JSONText.string(text))]))
  }

  /// Ends the output: a line of figures, or the JSON object.
  mutating func finish(
    _ run: ScriptRun, failure: (place: SourcePosition?, message: String)?, digest: Bool = false
  ) {
    let digest = digest ? run.session?.digest.description : nil
    let figures = run.session.map { session in
      Figure.allCases.map { ($0.rawValue, $0.json(session.value(of: $0))) }
    }
    if json {
      var fields = [
        ("steps", JSONText.array(steps)), ("figures", JSONText.object(figures ?? [])),
        ("expectations", "\(run.expectationsMet)"),
        ("shown", JSONText.array(shown)),
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
      let steps = max(0, run.session?.lastStepNumber ?? 0)
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
    var fields = [
      ("step", "\(number)"), ("line", "\(line)"),
      ("command", JSONText.string(StepText.command(step, names: names))),
      ("outcome", JSONText.string(StepText.sentence(step, names: names))),
      ("accesses", "\(step.accesses.count + step.recording.omitted.total)"),
    ]
    // One can make more than are kept.
    if step.recording.omitted.total > 0 { fields.append(("recorded", "\(step.accesses.count)")) }
    return JSONText.object(fields)
  }
}
