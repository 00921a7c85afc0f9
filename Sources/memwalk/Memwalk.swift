import ArgumentParser
import Foundation
import Glibc

/// The program: subcommands only; each has a file of its own.
@main
struct Memwalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memwalk",
    abstract: "Shows an operating system's memory while it changes.",
    usage: "memwalk [<options>] [<file>]\nmemwalk <subcommand>",
    discussion: about + "\n\nExit status: "
      + statuses.map { "\($0.status) \($0.meaning)" }.joined(separator: ", ") + ".",
    version: version,
    subcommands: [
      Interactive.self, Open.self, LessonCommand.self, Replay.self, Run.self, Compare.self,
      Trace.self, Cache.self, ConfigCommand.self,
      VerifyCommand.self,
      Bench.self, Install.self,
    ],
    defaultSubcommand: Interactive.self
  )

  /// Its name and version.
  static let version = "memwalk 1.0.0"

  /// What the program does, in paragraphs.
  static let about = """
    Without a subcommand it boots the default machine and waits for commands; with a file it opens \
    that, whatever it is: a script, a journal, a lesson, a trace, a memory map.

    What the interface looks like and its keys can be set: memwalk config list.

    Every session is kept in a journal as it goes. After a crash or a power cut memwalk --resume \
    goes on with the last session, memwalk --journal FILE with any other. The journals lie in \
    $XDG_STATE_HOME/memwalk, or ~/.local/state/memwalk: the last 20, and all with marks, notes or \
    comments.
    """

  /// What it ends with.
  static let statuses: [(status: Int, meaning: String)] = [
    (0, "success"), (1, "the run failed"), (2, "wrong usage or unreadable input"),
  ]

  /// What the subcommands are called.
  static var subcommandNames: [String] {
    configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
  }

  /// Parses, runs, and ends with this program's exit statuses.
  static func main() {
    // A write beyond the user's limit of file sizes fails, as one on a full disk does: the signal
    // would end the program in the middle of a picture.
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      guard arguments.first != Offer.question else {
        return Offer.words(for: Array(arguments.dropFirst())).forEach(Console.print)
      }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let failure as Failure {
      Console.error(failure.message)
      Glibc.exit(failure.status)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        Console.print(message == helpMessage() ? helpWithDefault : message)
      } else if !message.isEmpty {
        Console.error(message)
      }
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}

extension Memwalk {
  /// The help, with the options of what is done without a subcommand.
  static var helpWithDefault: String {
    let isOptions = { (part: String) in part.hasPrefix("OPTIONS:") }
    let options = parts(of: helpMessage(for: Interactive.self)).first(where: isOptions)
    return parts(of: helpMessage()).map { isOptions($0) ? options ?? $0 : $0 }
      .joined(separator: "\n\n")
  }

  private static func parts(of help: String) -> [String] {
    help.components(separatedBy: "\n\n").map { $0.trimmingCharacters(in: ["\n"]) }
  }
}
