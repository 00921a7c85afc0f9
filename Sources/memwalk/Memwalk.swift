import ArgumentParser

/// The program: subcommands only; each has a file of its own.
@main
struct Memwalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memwalk",
    abstract: "Shows an operating system's memory while it changes.",
    version: "1.0.0"
  )
}
