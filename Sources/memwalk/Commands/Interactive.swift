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

  @Option(help: "Go on with the session of this journal.", completion: .file())
  var journal: String?

  /// What stands where a subcommand could: a file to open.
  @ArgumentParser.Argument(
    help: ArgumentHelp("What to open, whatever it is.", valueName: "file"), completion: .openable)
  var words: [String] = []

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
        file, alignment: BlockOptions.usual, on: machine, display)
    }
    guard display.linear || Console.isInteractive else {
      throw Failure.input(
        "memwalk without a subcommand needs a terminal; memwalk run SCRIPT works without one, and"
          + " so does --linear; memwalk --help lists the rest")
    }
    let opener = try Opener(machine, alignment: BlockOptions.usual)
    guard resume || journal != nil else {
      let session = try SessionBuilder.booted(try machine.description(), title: "machine")
      // One who has chosen a machine knows what to do with it.
      let catalog = machine.isGiven ? nil : CatalogBuilder.catalog()
      return try display.show(Opening(session), opener, welcome: catalog)
    }
    let opening = try journal.map { try opener.journal(at: $0) } ?? latest(opener)
    try display.show(opening, opener)
  }

  /// The session that was begun last.
  private func latest(_ opener: Opener) throws -> Opening {
    guard let folder = JournalFolder.path, let latest = JournalFolder.latest(in: folder) else {
      throw Failure.input("there is no session to go on with; memwalk starts one")
    }
    return try opener.resumed(latest)
  }
}
