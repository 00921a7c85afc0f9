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

  @OptionGroup var machine: MachineOptions

  func validate() throws {
    guard align != 0, align & (align - 1) == 0 else {
      throw ValidationError("--align \(align): an alignment is a power of two, such as 8 or 16.")
    }
  }

  func run() throws {
    let trace = try TraceLoader.heapTrace(file)
    let title = TraceLoader.title(of: file)
    let session = try SessionBuilder.replay(
      trace, title: title, alignment: align, on: try machine.description())
    if !json, Console.isInteractive {
      return try MainActor.assumeIsolated {
        try InterfaceDriver.run(session, notice: TraceLoader.notice(of: trace))
      }
    }
    let summary = TraceSummary(trace)
    let outcome = ReplayOutcome(of: session)
    if let notice = TraceLoader.notice(of: trace) { Console.error("\(title): \(notice)") }
    Console.print(
      json
        ? JSONText.object([("trace", summary.json), ("replay", outcome.json)])
        : summary.text + "\n\n" + outcome.text)
  }
}
