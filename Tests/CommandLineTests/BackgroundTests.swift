import Foundation
import Testing

/// The terminal is asked for its background, and may answer, never answer, or answer too late.
@Suite struct BackgroundTests {
  private static let question = "\u{1b}]11;?\u{7}"
  private static let light = "\u{1b}]11;rgb:fafa/fafa/f7f7\u{1b}\\"
  /// The background of the light theme, as it is painted.
  private static let paint = "48;2;250;250;247"
  /// With a machine of its own there is no list of what to open, in which q would go back.
  private static let machine = ["--memory", "64M"]
  private static let colors = ["COLORTERM": "truecolor"]

  @Test func anAnswerChoosesTheColours() throws {
    let terminal = try PseudoTerminal(Self.machine, environment: Self.colors)
    // The screen is there without an answer.
    let first = terminal.wait(for: "Booted")
    #expect(first.contains(Self.question) && !first.contains(Self.paint))
    terminal.send(Self.light)
    #expect(terminal.wait(for: Self.paint).contains(Self.paint))
    terminal.send("q")
    #expect(!terminal.finish().contains("rgb:"))
    #expect(terminal.process.terminationStatus == 0)
  }

  @Test func aTerminalThatNeverAnswersIsLeft() throws {
    let terminal = try PseudoTerminal(Self.machine, environment: Self.colors)
    terminal.wait(for: "Booted")
    terminal.send("q")
    _ = terminal.finish()
    // What is typed when the program has ended is the shell's.
    terminal.send("ls")
    #expect(terminal.leftOver == "ls")
    #expect(terminal.process.terminationStatus == 0)
  }

  /// What comes after the last key does not reach the shell, which would show it.
  @Test func anAnswerAfterTheEndIsTaken() throws {
    let terminal = try PseudoTerminal(Self.machine, environment: Self.colors)
    terminal.wait(for: "Booted")
    terminal.send("q")
    terminal.waitUntilRead()
    terminal.send(Self.light)
    #expect(!terminal.finish().contains("rgb:"))
    #expect(terminal.leftOver == "")
    #expect(terminal.process.terminationStatus == 0)
  }

  /// Who has said which colours, and who shows none, is not asked.
  @Test(arguments: [
    (["--theme", "dark"], ["COLORTERM": "truecolor"]), ([], ["NO_COLOR": "1"]),
    ([], ["TERM": "linux"]), ([], ["TERM": "vt100"]),
  ])
  func notEveryTerminalIsAsked(arguments: [String], environment: [String: String]) throws {
    let terminal = try PseudoTerminal(Self.machine + arguments, environment: environment)
    let first = terminal.wait(for: "Booted")
    terminal.send("q")
    #expect(!(first + terminal.finish()).contains(Self.question))
    #expect(terminal.process.terminationStatus == 0)
  }
}
