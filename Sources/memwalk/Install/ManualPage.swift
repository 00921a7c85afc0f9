import Assets
import Interface
import Script
import Simulation

/// The manual page, made from the tables of arguments, verbs and keys.
struct ManualPage {
  private let program = CommandTable.ofProgram()

  /// The page, for `man`.
  var text: String {
    let lines =
      head + synopsis + description + options + commands + language + keys + bundled + files
      + environment + status
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      ".\\\" Made by memwalk install.",
      ".TH MEMWALK 1 \"\" \(Roff.quoted(Memwalk.version)) \"User Commands\"",
      // Addresses and figures are not to be broken, and what cannot be broken not to be spread.
      ".nh", ".ad l", Roff.section("Name"),
      "memwalk \\- \(Roff.text(program.phrase))",
    ]
  }

  private var synopsis: [String] {
    var lines = [Roff.section("Synopsis"), ".nf"]
    visit(program) { path, command in
      guard command.shown.isEmpty || command.defaultSubcommand != nil else { return }
      let arguments = command.ownArguments.filter { $0.kind == .positional }.map(\.usage)
      lines.append(Roff.code((path + ["[OPTION]..."] + arguments).joined(separator: " ")))
    }
    return lines + [".fi"]
  }

  private var description: [String] {
    [Roff.section("Description")] + Roff.paragraphs(Memwalk.about)
  }

  private var options: [String] {
    [Roff.section("Options")] + program.ownArguments.flatMap(item)
  }

  private var commands: [String] {
    var lines = [Roff.section("Commands")]
    visit(program) { path, command in
      guard path.count > 1 else { return }
      lines.append(Roff.part(path.joined(separator: " ")))
      lines += Roff.paragraphs(command.abstract ?? "")
      lines += command.discussion.map(Roff.paragraphs) ?? []
      lines += command.ownArguments.filter { !$0.isOfAll }.flatMap(item)
    }
    return lines
  }

  private var language: [String] {
    var lines = [Roff.section("Script language")]
    lines += Roff.paragraphs(
      "A command a line; # begins a comment. The prompt of the interface takes the same commands.")
    for verb in Verb.listed {
      let arguments = verb.arguments.map { "\($0.key): \($0.explanation)" }
      lines += Roff.item(verb.usage, [verb.summary] + arguments + ["Example: \(verb.example)"])
    }
    return lines
  }

  private var keys: [String] {
    [Roff.section("Keys")]
      + KeyMap.everywhere.flatMap { group in
        [Roff.part(group.title)]
          + group.bindings.flatMap { binding in
            let names = binding.keyNames(isASCII: true)
            return Roff.item(names.isEmpty ? "no key" : names, [binding.help])
          }
      }
  }

  private var bundled: [String] {
    let kinds = [
      ("Lessons", Assets.lessonNames), ("Traces", Assets.traceNames),
      ("Machines", Assets.machineNames), ("Heaps", HeapPolicy.allCases.map(\.rawValue)),
    ]
    return [Roff.section("What comes with memwalk")]
      + kinds.flatMap { Roff.item($0.0, [$0.1.joined(separator: ", ")]) }
  }

  private var files: [String] {
    [Roff.section("Files")]
      + Roff.item(
        "$XDG_STATE_HOME/memwalk, ~/.local/state/memwalk",
        ["The journals of sessions, and what was answered in lessons."])
      + Roff.item(
        "$XDG_CACHE_HOME/memwalk, ~/.cache/memwalk",
        ["What is kept of large traces, so that they open at once: memwalk cache."])
  }

  private var environment: [String] {
    [Roff.section("Environment")]
      + Roff.item("NO_COLOR", ["If set, the interface is drawn without colours."])
      + Roff.item("COLORFGBG", ["The terminal's colours: a light background has light colours."])
      + Roff.item("LANG, LC_ALL, LC_CTYPE", ["Without UTF-8 the interface is drawn in ASCII."])
  }

  private var status: [String] {
    [Roff.section("Exit status")]
      + Memwalk.statuses.flatMap { Roff.item("\($0.status)", [$0.meaning]) }
  }

  /// What an argument says.
  private func item(_ argument: CommandTable.Argument) -> [String] {
    let standard = argument.defaultValue.map { " (default: \($0))" } ?? ""
    return Roff.item(argument.written, [(argument.abstract ?? "") + standard])
  }

  /// Visits the commands that help names, each before those below it.
  private func visit(
    _ command: CommandTable, _ path: [String] = [], _ body: ([String], CommandTable) -> Void
  ) {
    let path = path + [command.commandName]
    body(path, command)
    for below in command.shown { visit(below, path, body) }
  }
}

extension CommandTable.Argument {
  /// Whether every command takes it, so that it is told once.
  fileprivate var isOfAll: Bool {
    (names ?? []).contains { ["help", "version"].contains($0.name) }
  }
}
