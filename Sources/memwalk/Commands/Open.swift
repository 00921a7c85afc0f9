import ArgumentParser
import Interface
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
    help: "The file, or the name of a trace, a machine or a lesson that comes with memwalk.",
    completion: .openable)
  var file: String

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var display: DisplayOptions

  func run() throws {
    try Self.open(
      file, alignment: blocks.alignment, on: machine, display)
  }

  /// Opens a file in the interface, or line by line.
  static func open(
    _ name: String, alignment: UInt64, on machine: MachineOptions, _ display: DisplayOptions
  ) throws {
    let opener = try Opener(machine, alignment: alignment)
    let (opening, withoutTerminal) = try opener.open(file: name)
    guard display.linear || Console.isInteractive else {
      throw Failure.input(
        "\(name) opens in a terminal, and this is none; \(withoutTerminal) works without one"
          + (withoutTerminal.hasSuffix("--linear") ? "" : ", and so does --linear"))
    }
    try display.show(opening, opener)
  }
}
