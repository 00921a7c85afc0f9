import ArgumentParser
import Interface
import Script
import Simulation
import Traces

/// `memwalk replay FILE`: a recorded trace, in the interface or as a summary.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay a recorded heap trace (.rep) and look at every step of it.",
    discussion: """
      On a terminal this opens the interface; otherwise, or with --json, it prints what the trace \
      holds and how the machine came through it.
      """)

  @ArgumentParser.Argument(
    help: "The trace: a .rep file, or the name of one that comes with memwalk.")
  var file: String

  @Option(help: "The alignment of every block, a power of two.")
  var align: UInt64 = 8

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(help: "Do not keep what was read for the next time.")
  var noCache = false

  @Option(help: "What the copies of the machine may take that make going back quick.")
  var checkpointMemory = "\(Timeline.defaultBudget >> 20)M"

  @OptionGroup var machine: MachineOptions

  func validate() throws {
    guard align != 0, align & (align - 1) == 0 else {
      throw ValidationError("--align \(align): an alignment is a power of two, such as 8 or 16.")
    }
  }

  func run() throws {
    let cache = noCache ? nil : TraceLoader.cache()
    let loading = try TraceLoader.open(file, cache: cache)
    let title = TraceLoader.title(of: file)
    let isShown = !json && Console.isInteractive
    if !isShown { try finish(loading) }
    var session = try SessionBuilder.replay(
      loading, title: title, alignment: align, on: try machine.description(),
      budget: try budget())
    if isShown {
      return try MainActor.assumeIsolated { try InterfaceDriver.run(session, loading) }
    }
    session.survey()
    let summary = TraceSummary(try TraceLoader.heapTrace(file))
    let outcome = ReplayOutcome(of: session)
    for notice in loading.notices { Console.error("\(title): \(notice)") }
    Console.print(
      json
        ? JSONText.object([("trace", summary.json), ("replay", outcome.json)])
        : summary.text + "\n\n" + outcome.text)
  }

  private func finish(_ loading: TraceLoading) throws {
    do {
      while !loading.isFinished { try loading.advance(atMost: 4 << 20) }
    } catch {
      throw Failure.input("\(error)")
    }
  }

  private func budget() throws -> Int {
    guard let bytes = NumberText.parse(checkpointMemory), bytes >= 1 << 20, bytes <= 1 << 40 else {
      throw ValidationError(
        "--checkpoint-memory \(checkpointMemory): a size from 1M to 1T, such as 256M.")
    }
    return Int(bytes)
  }
}
