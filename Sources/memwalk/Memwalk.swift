import ArgumentParser
import Glibc

/// The program: subcommands only; each has a file of its own.
@main
struct Memwalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memwalk",
    abstract: "Shows an operating system's memory while it changes.",
    discussion: """
      Without a subcommand it boots the default machine and waits for commands; with a file it opens \
      that, whatever it is: a script, a journal, a lesson, a trace, a memory map.

      What the interface looks like and its keys can be set: memwalk config list.

      Every session is kept in a journal as it goes. After a crash or a power cut memwalk --resume \
      goes on with the last session, memwalk --journal FILE with any other. The journals lie in \
      $XDG_STATE_HOME/memwalk, or ~/.local/state/memwalk: the last 20, and all with marks, notes or \
      comments.

      Exit status: 0 success, 1 the run failed, 2 wrong usage or unreadable input.
      """,
    version: "memwalk 1.0.0",
    subcommands: [
      Interactive.self, Open.self, LessonCommand.self, Replay.self, Run.self, Compare.self,
      Trace.self, Cache.self, ConfigCommand.self,
      VerifyCommand.self,
      Bench.self,
    ],
    defaultSubcommand: Interactive.self
  )

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
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.error(failure.message)
      Glibc.exit(failure.status)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        Console.print(message)
      } else if !message.isEmpty {
        Console.error(message)
      }
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}
