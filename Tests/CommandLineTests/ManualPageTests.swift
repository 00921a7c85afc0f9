import Foundation
import Interface
import Script
import Testing

@testable import memwalk

/// The manual page has all that the program's help has.
@Suite struct ManualPageTests {
  private static let roff = ManualPage().text

  /// The page as it is read.
  private static let page = [
    ("\\fB", ""), ("\\fP", ""), ("\\-", "-"), ("\\(dq", "\""), ("\\(aq", "'"), ("\\(ga", "`"),
    ("\\(ha", "^"), ("\\(ti", "~"), ("\\&", ""), ("\\e", "\\"),
  ].reduce(roff) { $0.replacingOccurrences(of: $1.0, with: $1.1) }

  private static let lines = Set(page.split(separator: "\n").map(String.init))

  /// The lines of a section of a help.
  private func section(_ title: String, of help: String) -> [String] {
    let lines = help.components(separatedBy: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix(title) }) else { return [] }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.filter {
      $0.hasPrefix("  ") && !$0.hasPrefix("   ")
    }
  }

  /// The commands that help names, as words behind `memwalk`, with their help.
  private func commands() throws -> [(words: [String], help: String)] {
    var found: [(words: [String], help: String)] = []
    var next: [[String]] = [[]]
    while let words = next.popLast() {
      let help = try ProgramRun(words + ["--help"]).output
      found.append((words, help))
      next += section("SUBCOMMANDS:", of: help)
        .compactMap { $0.split(separator: " ").first.map(String.init) }
        .filter { !words.isEmpty || $0 != "help" }.map { words + [$0] }
    }
    return found
  }

  @Test func everyCommandAndOptionIsThere() throws {
    let commands = try commands()
    #expect(commands.count >= 19 && commands.contains { $0.words == ["lesson", "check"] })
    for (words, help) in commands {
      let name = (["memwalk"] + words).joined(separator: " ")
      if !words.isEmpty { #expect(Self.lines.contains(".SS \"\(name)\""), "\(name)") }
      let part =
        words.isEmpty
        ? Self.page : Self.page.components(separatedBy: ".SS \"\(name)\"\n").last ?? ""
      let own = part.components(separatedBy: "\n.S")[words.isEmpty ? 4 : 0]
      for line in section("OPTIONS:", of: help) {
        let names = line.split(separator: " ").filter { $0.hasPrefix("-") }.map {
          $0.trimmingCharacters(in: [","])
        }
        for option in names where words.isEmpty || !["--help", "-h", "--version"].contains(option) {
          #expect(own.contains(option), "\(name) \(option)")
        }
      }
    }
  }

  /// The first help has what can be given without a subcommand, too.
  @Test func theFirstHelpShowsAll() throws {
    let help = try ProgramRun(["--help"]).output
    for option in ["--memory", "--map", "--levels", "--theme", "--linear", "--resume", "--journal"]
    {
      #expect(help.contains("  \(option)"), "\(option)")
    }
    #expect(help.contains("USAGE: memwalk [<options>] [<file>]\n       memwalk <subcommand>"))
    #expect(
      help.contains("-h, --help              Show help information.\n\nSUBCOMMANDS:\n  open "))
    #expect(help.contains("Exit status: 0 success"))
  }

  @Test func everyVerbAndKeyIsThere() {
    for verb in Verb.listed {
      let usage = verb.usage.replacingOccurrences(of: "…", with: "...")
      #expect(Self.lines.contains(usage) && Self.lines.contains(verb.summary), "\(verb.name)")
      #expect(Self.lines.contains("Example: \(verb.example)"), "\(verb.name)")
    }
    for verb in Verb.all where verb.isHidden { #expect(!Self.lines.contains(verb.usage)) }
    let bindings =
      KeyMap.bindings + KeyMap.lessonOnly + KeyMap.reading + KeyMap.answering
    for binding in bindings {
      let names = binding.keyNames(isASCII: true)
      #expect(
        (names.isEmpty || Self.lines.contains(names)) && Self.lines.contains(binding.help),
        "\(names)")
    }
  }

  /// ASCII, and no line that roff takes for a macro by mistake.
  @Test func itIsPlainRoff() {
    #expect(Self.roff.utf8.allSatisfy { $0 < 0x7f } && !Self.roff.contains("\\[u"))
    let macros = [".\\\"", ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".nf", ".fi", ".nh", ".ad"]
    for line in Self.roff.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains { line.hasPrefix($0) }, "\(line)")
    }
    for name in ["sqlite3", "qemu-64m", "fragmentation", "best-fit"] {
      #expect(Self.page.contains(name), "\(name)")
    }
  }

  @Test func groffHasNothingToSay() throws {
    let run = try ProgramRun(
      shell: "command -v groff > no || exit 0; groff -man -ww -z -Tascii page",
      files: ["page": Self.roff])
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
  }
}
