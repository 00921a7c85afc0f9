import ArgumentParser
import Interface

/// `memwalk`: boots a machine and waits for commands.
struct Interactive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interactive", abstract: "Boot a machine and give it commands.",
    shouldDisplay: false)

  @OptionGroup var machine: MachineOptions

  /// What stands where a subcommand could.
  @Argument(help: .private) var words: [String] = []

  func validate() throws {
    guard let word = words.first else { return }
    throw ValidationError("no subcommand is called '\(word)': memwalk --help lists them.")
  }

  func run() throws {
    let session = try SessionBuilder.booted(try machine.description(), title: "machine")
    guard Console.isInteractive else {
      throw Failure.input(
        "memwalk without a subcommand needs a terminal; memwalk run SCRIPT works without one, "
          + "memwalk --help lists the rest")
    }
    try MainActor.assumeIsolated { try InterfaceDriver.run(session) }
  }
}
