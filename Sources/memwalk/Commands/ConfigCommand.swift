import ArgumentParser
import Interface
import Script
import Traces

/// `memwalk config`: the user's settings.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "List the settings that the interface has, or check them.",
    discussion: """
      They stand in $XDG_CONFIG_HOME/memwalk/config, or ~/.config/memwalk/config, one a line, as \
      theme light or key ^p command; # begins a comment. memwalk config list prints all of them as \
      such a file. An option of the command line comes before the file.
      """,
    subcommands: [List.self, Check.self, Path.self], defaultSubcommand: List.self)

  /// `memwalk config list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print all settings as they are, and all actions with their keys, as such a file.")

    func run() throws {
      let (config, problem) = ConfigFile.load()
      Console.error(problem ?? config.warning ?? "")
      for line in config.listing { Console.print(line) }
    }
  }

  /// `memwalk config path`.
  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print where the file is.")

    func run() throws { Console.print(Console.harmless(try ConfigCommand.path())) }
  }

  /// `memwalk config check [FILE]`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find what is wrong with the settings: FILE:LINE:COLUMN: message.",
      discussion: "Exit status: 0 without a mistake, 1 with some, 2 if the file cannot be read.")

    @ArgumentParser.Argument(help: "The file; the user's own unless told otherwise.")
    var file: String?

    @Flag(help: "Print the mistakes as a JSON array.")
    var json = false

    func run() throws {
      let path = try file ?? ConfigCommand.path()
      let mistakes: [ScriptError]
      do { mistakes = try ConfigFile.read(path, named: path).mistakes } catch {
        throw Failure.input(error.description)
      }
      if mistakes.isEmpty { Console.error("\(path): no mistakes") }
      if json {
        Console.print(JSONText.array(mistakes.map { Self.json($0, in: path) }))
      } else {
        for mistake in mistakes { Console.print(mistake.excerpt) }
        if mistakes.count == Config.mistakeLimit {
          Console.error("\(path): \(mistakes.count) mistakes: what follows is not read")
        }
      }
      guard mistakes.isEmpty else { throw Failure.run("") }
    }

    private static func json(_ mistake: ScriptError, in path: String) -> String {
      JSONText.object([
        ("file", JSONText.string(path)), ("line", "\(mistake.position.line)"),
        ("column", "\(mistake.position.column)"), ("message", JSONText.string(mistake.message)),
      ])
    }
  }

  private static func path() throws -> String {
    guard let path = ConfigFile.path else {
      throw Failure.input(
        "neither XDG_CONFIG_HOME nor HOME is an absolute path: there is no config")
    }
    return path
  }
}
