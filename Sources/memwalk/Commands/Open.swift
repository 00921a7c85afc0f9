import ArgumentParser
import Interface
import Script
import Session
import Simulation
import Traces

/// `memwalk open FILE`, or `memwalk FILE`: whatever the file is, in the interface.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a script, a journal, a lesson, a trace or a memory map and look at it.",
    discussion: """
      The content of the file says what it is; memwalk FILE does the same. A script is carried out \
      and opens at its start, with all its steps ahead: → makes the first. Its save and crash lines \
      are not carried out, and it reads only what comes with memwalk and files beside it. A journal \
      opens as a script; memwalk --journal FILE goes on writing it.
      """)

  @ArgumentParser.Argument(
    help: "The file, or the name of a trace, a machine or a lesson that comes with memwalk.")
  var file: String

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var display: DisplayOptions

  func run() throws {
    try Self.open(
      file, alignment: blocks.alignment, on: machine, theme: display.theme)
  }

  /// Opens a file in the interface.
  static func open(
    _ name: String, alignment: UInt64, on machine: MachineOptions, theme: ThemeName?
  ) throws {
    switch try OpenedFile(name) {
    case .trace:
      try needTerminal(name, "memwalk replay \(name)")
      let loading = try TraceLoader.open(name, cache: TraceLoader.cache())
      let session = try SessionBuilder.replay(
        loading, title: TraceLoader.title(of: name), alignment: alignment,
        on: try machine.description())
      try MainActor.assumeIsolated { try InterfaceDriver.run(session, loading, theme: theme) }
    case .map:
      guard !machine.isGiven else {
        throw Failure.input("\(name) is a machine already: leave out --memory, --map and --levels")
      }
      try needTerminal(name, "memwalk trace summary \(name)")
      var description = MachineDescription()
      description.memory = .map(try MapLoader.list(named: name))
      let session = try SessionBuilder.booted(description, title: TraceLoader.title(of: name))
      try MainActor.assumeIsolated { try InterfaceDriver.run(session, theme: theme) }
    case .lesson:
      guard !machine.isGiven else {
        throw Failure.input("\(name) is a lesson, which says itself on what machine it runs")
      }
      try LessonCommand.open(name, linear: false, theme: theme)
    case .script(let bytes):
      guard !machine.isGiven else {
        throw Failure.input("\(name) is a script, which says itself on what machine it runs")
      }
      let opened = try script(bytes, name)
      try needTerminal(name, "memwalk run \(name)")
      try MainActor.assumeIsolated {
        try InterfaceDriver.run(
          opened.session, message: message(about: opened), theme: theme)
      }
    }
  }

  /// Carries out a script up to its end, or to the line that is refused.
  private static func script(_ bytes: [UInt8], _ name: String) throws -> OpenedScript {
    let files = NearbyFiles(of: name)
    var scope = Scope()
    let lines = try ScriptLoader.lines(
      bytes, named: name, maps: files.maps, traces: files.traces, scope: &scope)
    do {
      return try OpenedScript(
        title: TraceLoader.title(of: name), script: lines, scope: scope,
        concurrency: Processors.count)
    } catch {
      throw Failure.run(error.excerpt(names: scope.names))
    }
  }

  /// What the user has to know of a script that was not carried out as a whole.
  private static func message(about opened: OpenedScript) -> String? {
    let names = opened.session.names
    if let stop = opened.stop {
      let line = stop.line.position(of: nil).line
      return
        "Line \(line) failed: \(stop.error.message(names: names)). What came before it is here."
    }
    guard let first = opened.leftOut.first else { return nil }
    let (line, more) = (first.position(of: nil).line, opened.leftOut.count - 1)
    return "Line \(line) was left out: \(first.text)."
      + (more > 0 ? " \(Phrase.count(UInt64(more), "more line")) as well." : "")
  }

  private static func needTerminal(_ name: String, _ otherwise: String) throws(Failure) {
    guard !Console.isInteractive else { return }
    throw .input("\(name) opens in a terminal, and this is none; \(otherwise) works without one")
  }
}

extension ScriptRun.Stop {
  /// The line with a mark at what is wrong, and why.
  func excerpt(names: NameTable) -> String {
    let argument = error.argument(of: line.statement, names: names)
    return line.error(error.message(names: names), at: argument).excerpt
  }
}
