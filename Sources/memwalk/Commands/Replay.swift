import ArgumentParser
import Interface
import Script
import Session
import Simulation
import Traces

/// `memwalk replay FILE`: a recorded trace, in the interface or as a summary.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay a recorded heap trace (.rep) and look at every step of it.",
    discussion: """
      On a terminal this opens the interface, with --linear plain lines; otherwise, or with --json, \
      it prints what the trace holds and how the machine came through it.
      """)

  @ArgumentParser.Argument(
    help:
      "The trace: a .rep file, the name of one that comes with memwalk, or - for standard input.",
    completion: .trace)
  var file: String

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(help: "Do not keep what was read for the next time.")
  var noCache = false

  @Option(help: "What the copies of the machine may take that make going back quick.")
  var checkpointMemory = "\(Timeline.defaultBudget >> 20)M"

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var display: DisplayOptions

  func validate() throws {
    _ = try budget()
    guard display.linear else { return }
    if json { throw ValidationError("--json prints a summary: leave out --linear.") }
    if file == StandardInput.argument {
      throw ValidationError("--linear reads its lines from standard input: name a file, not -.")
    }
  }

  func run() throws {
    let cache = noCache ? nil : TraceLoader.cache()
    let loading = try TraceLoader.open(argument: file, cache: cache)
    let title = TraceLoader.title(of: file)
    let isShown =
      display.linear || !json && file != StandardInput.argument && Console.isInteractive
    let summary = isShown ? nil : try summary(loading)
    var session = try SessionBuilder.replay(
      loading, title: title, alignment: blocks.alignment, on: try machine.description(),
      budget: try budget())
    guard let summary else {
      var opening = Opening(session)
      opening.loading = loading
      return try display.show(opening, Opener(machine, alignment: blocks.alignment))
    }
    session.survey()
    let outcome = ReplayOutcome(of: session)
    for notice in loading.notices { Console.error("\(title): \(notice)") }
    Console.print(
      json
        ? JSONText.object([("trace", summary.json), ("replay", outcome.json)])
        : summary.text + "\n" + outcome.text)
  }

  /// Reads the whole trace. Once: a pipe gives it once, and a file may grow meanwhile.
  private func summary(_ loading: TraceLoading) throws -> TraceSummary? {
    try TraceLoader.finish(loading)
    return loading.summary
  }

  private func budget() throws -> Int {
    guard let bytes = NumberText.parse(checkpointMemory), bytes >= 1 << 20, bytes <= 1 << 40 else {
      throw ValidationError(
        "--checkpoint-memory \(checkpointMemory): a size from 1M to 1T, such as 256M.")
    }
    return Int(bytes)
  }
}
