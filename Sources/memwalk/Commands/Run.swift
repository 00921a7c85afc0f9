import ArgumentParser
import CellGrid
import Interface
import Script
import Session
import Simulation
import Traces

/// `memwalk run SCRIPT`: carries out a script without a terminal.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Carry out a script and say what happens at each step.",
    discussion: """
      A script is commands, one a line; memwalk run --commands lists them. The run fails at the \
      first command that is refused and at the first expectation that is not met.
      """)

  @ArgumentParser.Argument(help: "The script; - for standard input.", completion: .file())
  var script: String?

  @Flag(help: "Print JSON instead of text.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing unless the run fails or a line says show.")
  var quiet = false

  @Option(
    help: "Views to print at the end, of \(RunView.words.joined(separator: ",")).",
    completion: .commaSeparated(RunView.words))
  var show: [String] = []

  @Option(help: "The step to show them at, --at=-1 in the boot; the last unless told otherwise.")
  var at: Int?

  @Option(help: "Columns and rows of views, as 100x30.")
  var size = "100x30"

  @Option(
    help: """
      How to print views: text, ansi, svg or html. The last two make one document: a page of all \
      that is said, or a drawing of the views alone.
      """)
  var format: PictureFormat = .text

  @Option(
    help: """
      Write the screen at every step to a file: a drawing that moves (.svg), a page (.html), a \
      recording for asciinema (.cast) or text (.txt, .ansi). At most \(Self.filmLimit) pictures.
      """, completion: .file())
  var film: String?

  @Flag(help: "With --film: replace a file that is there.")
  var force = false

  @Flag(help: "With --film: at every memory access of the steps, too.")
  var into = false

  @Flag(help: "Print a digest of the whole machine at the end: the same for the same run.")
  var digest = false

  @Flag(help: "List the commands of the language and end.")
  var commands = false

  func validate() throws {
    if script == nil, !commands { throw ValidationError("Which script? memwalk run SCRIPT") }
    if gridSize == nil {
      throw ValidationError("--size \(size): columns and rows, as in 100x30.")
    }
    _ = try views
    if into, film == nil { throw ValidationError("--into says how closely --film looks.") }
    if force, film == nil { throw ValidationError("--force is about the file of --film.") }
    if let film, !Picture.hasForm(film) {
      let endings = Picture.endings.map { ".\($0)" }.joined(separator: ", ")
      throw ValidationError("--film \(film): its ending says in what form: \(endings).")
    }
  }

  /// The most pictures of a film.
  private static let filmLimit = 500

  func run() throws {
    guard let script else {
      return Console.print(HelpText.overview().joined(separator: "\n"))
    }
    let name = script == "-" ? "standard input" : script
    if let film, script != "-", Folder.absolute(film) == Folder.absolute(script) {
      throw Failure.input("--film \(film): is the script itself; give the film another name")
    }
    let bytes = try ScriptLoader.bytes(of: script)
    var scope = Scope()
    let lines = try ScriptLoader.lines(
      bytes, named: name, maps: ScriptMaps.load, traces: ScriptTraces.load, scope: &scope)
    var printer = RunPrinter(
      json: json, quiet: quiet, size: gridSize ?? GridSize(columns: 100, rows: 30),
      output: RunOutput(format: format, title: name))
    defer { printer.close() }
    var run = ScriptRun(title: name, script: lines, scope: scope)
    if quiet, !json { run.attention = .outcomes }
    run.concurrency = Processors.count
    do {
      while let event = try run.next() { try printer.print(event, of: run) }
    } catch let stop as ScriptRun.Stop {
      let names = run.session?.names ?? scope.names
      let argument = stop.error.argument(of: stop.line.statement, names: names)
      let message = stop.error.message(names: names)
      printer.finish(run, failure: (stop.line.position(of: argument), message))
      throw Failure.run(stop.line.error(message, at: argument).excerpt)
    }
    let views = try views
    do throws(SessionError) {
      try show(views, of: run, by: &printer)
    } catch {
      let message = error.message(names: scope.names)
      printer.finish(run, failure: (nil, message))
      throw Failure.run(message)
    }
    if let film, let session = run.session { try write(film, of: session, title: name) }
    printer.finish(run, failure: nil, digest: digest)
  }

  private func write(_ path: String, of session: Session, title: String) throws {
    var session = session
    session.attend(to: .moments)
    let pictures = AppState.film(
      of: session, size: gridSize ?? GridSize(columns: 100, rows: 30), into: into,
      limit: Self.filmLimit)
    try NewFile.write(
      PictureFile.text(of: pictures, for: path, title: title), to: path, replacing: force)
  }

  /// Shows views at the step that was asked for, or at the last one.
  private func show(
    _ views: [RunView], of run: ScriptRun, by printer: inout RunPrinter
  ) throws(SessionError) {
    guard var session = run.session else {
      // A script without commands has no machine, and no step but the first.
      guard let at, at != 0 else { return }
      throw at > 0
        ? .noStep(UInt64(at), last: 0) : .noSetupStep(UInt64(at.magnitude), first: 0)
    }
    if let at { _ = try session.execute(.goto(Destination(step: at))) }
    for view in views {
      switch view {
      case .screen: printer.showScreen(session)
      case .view(let view): printer.show(ShowRequest(view: view), session)
      }
    }
  }

  private var views: [RunView] {
    get throws {
      try show.joined(separator: ",").split(separator: ",").map { word in
        guard let view = RunView(word: String(word)) else {
          let known = RunView.words.joined(separator: ", ")
          throw ValidationError("--show \(word): the views are \(known).")
        }
        return view
      }
    }
  }

  private var gridSize: GridSize? { Self.gridSize(size) }

  /// A size that is written as `100x30`.
  static func gridSize(_ size: String) -> GridSize? {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...1000).contains($0) }) else { return nil }
    return GridSize(columns: parts[0], rows: parts[1])
  }
}

/// What `--show` prints.
private enum RunView {
  /// What a script can show, too.
  case view(ShowRequest.View)
  /// The whole interface.
  case screen

  static let words = ShowRequest.View.allCases.map(\.rawValue) + ["screen"]

  init?(word: String) {
    if word == "screen" {
      self = .screen
    } else if let view = ShowRequest.View(rawValue: word) {
      self = .view(view)
    } else {
      return nil
    }
  }
}

/// How a view is printed without a terminal.
enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case ansi
  case svg
  case html
}
