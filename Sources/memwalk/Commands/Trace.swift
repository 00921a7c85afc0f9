import ArgumentParser
import Session
import Traces

/// `memwalk trace`: works on trace files without a machine.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look into trace files.", subcommands: [Summary.self, Generate.self])

  /// `memwalk trace summary FILE`.
  struct Summary: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what a trace or a list of memory holds.",
      discussion: "Reads .rep heap traces and texts with e820 lines, by their content.")

    @Argument(
      help: "A .rep trace, or a text with e820 lines; - for standard input.",
      completion: .recorded)
    var file: String

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
      let contents = try TraceLoader.contents(file)
      let summary: TraceSummary
      do {
        switch TraceFormat.detect(contents.bytes) {
        case .firmwareMap: summary = TraceSummary(try FirmwareText.read(contents))
        default: summary = TraceSummary(try RepReader.read(contents))
        }
      } catch {
        throw Failure.input(error.description)
      }
      for note in summary.notes { Console.error("\(contents.name): \(note)") }
      Console.print(json ? summary.json : summary.text)
    }
  }
}
