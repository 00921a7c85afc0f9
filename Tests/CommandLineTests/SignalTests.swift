import Foundation
import Glibc
import Testing

/// How the interface ends when its terminal goes or a signal comes: with the signal's status.
@Suite struct SignalTests {
  @Test(arguments: [SIGHUP, SIGTERM, SIGINT, SIGQUIT]) func aSignalGivesItsStatus(
    number: Int32
  ) throws {
    let terminal = try PseudoTerminal()
    terminal.wait(for: "Welcome")
    kill(terminal.process.processIdentifier, number)
    // A signal that comes while the program ends changes nothing.
    kill(terminal.process.processIdentifier, number)
    terminal.process.waitUntilExit()
    #expect(terminal.process.terminationReason == .exit)
    #expect(terminal.process.terminationStatus == 128 + number)
  }

  /// A file whose reading never ends (the kernel's log, where it may be read) is opened beside the
  /// interface: signals are looked at meanwhile.
  @Test func aSignalEndsWhatWaitsForAFile() throws {
    let terminal = try PseudoTerminal()
    terminal.wait(for: "Welcome")
    terminal.send(":open /proc/kmsg\r")
    terminal.waitUntilRead()
    kill(terminal.process.processIdentifier, SIGTERM)
    terminal.process.waitUntilExit()
    #expect(terminal.process.terminationStatus == 128 + SIGTERM)
  }

  @Test(arguments: 0..<6) func aTerminalThatIsGoneGivesTheStatusOfAHangUp(turn: Int) throws {
    let terminal = try PseudoTerminal()
    terminal.wait(for: "Welcome")
    // The terminal goes, and the signal that says so comes a little earlier, or later, or not.
    if turn % 3 == 0 { kill(terminal.process.processIdentifier, SIGHUP) }
    terminal.hangUp()
    if turn % 3 == 1 { kill(terminal.process.processIdentifier, SIGHUP) }
    terminal.process.waitUntilExit()
    #expect(terminal.process.terminationReason == .exit)
    #expect(terminal.process.terminationStatus == 128 + SIGHUP)
  }
}
