import ArgumentParser
import Interface
import Script
import Session
import Simulation

/// `memwalk`: boots a machine and waits for commands.
struct Interactive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interactive", abstract: "Boot a machine and give it commands.",
    discussion: """
      A session is written to a journal as it goes; after a crash or a power cut --resume goes on \
      where it was, and so does --journal with any other session; what follows is written to the \
      same journal, or to a new one if a line of it cannot be carried out any more. They lie in $XDG_STATE_HOME/memwalk, or ~/.local/state/memwalk. When there are \
      more than 20, the oldest are removed, but none with marks, notes or comments.
      """, shouldDisplay: false)

  @OptionGroup var machine: MachineOptions

  @OptionGroup var display: DisplayOptions

  @Flag(help: "Go on with the session that was begun last.")
  var resume = false

  @Option(help: "Go on with the session of this journal.")
  var journal: String?

  /// What stands where a subcommand could: a file to open.
  @ArgumentParser.Argument(help: .private) var words: [String] = []

  func validate() throws {
    if words.count > 1 {
      throw ValidationError(
        "memwalk opens one file, or carries out one subcommand; memwalk --help lists them.")
    }
    if !words.isEmpty, resume || journal != nil {
      throw ValidationError("a file opens a session of its own: leave out --resume and --journal.")
    }
    if resume || journal != nil, machine.isGiven {
      throw ValidationError("a resumed session has its machine already: leave out its options.")
    }
  }

  func run() throws {
    if let file = words.first {
      return try Open.open(
        file, alignment: BlockOptions.usual, on: machine, theme: display.theme)
    }
    guard Console.isInteractive else {
      throw Failure.input(
        "memwalk without a subcommand needs a terminal; memwalk run SCRIPT works without one, "
          + "memwalk --help lists the rest")
    }
    guard resume || journal != nil else {
      let session = try SessionBuilder.booted(try machine.description(), title: "machine")
      return try MainActor.assumeIsolated {
        try InterfaceDriver.run(session, theme: display.theme)
      }
    }
    let opened = try openJournal()
    let resumed = try SessionBuilder.resumed(from: opened)
    let remark = Self.remark(on: opened)
    // What could not be carried out stays in the journal as it is.
    let journal =
      resumed.problem == nil ? Journal(continuing: opened, with: resumed.session.script) : nil
    try MainActor.assumeIsolated {
      try InterfaceDriver.run(
        resumed.session, first: resumed.lines,
        message: resumed.problem.map { $0 + " What you do now goes into a new journal." }
          ?? remark,
        journal: journal, theme: display.theme)
    }
  }

  /// What was left out of a journal because it may have been cut off by a power failure.
  private static func remark(on journal: OpenedJournal) -> String? {
    guard !journal.unfinished.isEmpty else { return nil }
    return "Line \((journal.lines.last?.number ?? 0) + 1) has no end, so it was left out:"
      + " \(VisibleText.of(journal.unfinished, limit: 60))"
  }

  private func openJournal() throws -> OpenedJournal {
    if let journal {
      do {
        return try OpenedJournal(journal)
      } catch .inUse {
        throw Failure.input("\(journal): a memwalk that is still running writes this journal")
      } catch .unreadable(let message) {
        throw Failure.input(message)
      }
    }
    guard let folder = JournalFolder.path, let latest = JournalFolder.latest(in: folder) else {
      throw Failure.input("there is no session to go on with; memwalk starts one")
    }
    return latest
  }
}
