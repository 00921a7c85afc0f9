import Foundation
import Glibc
import Testing

/// How the interface ends when its terminal goes or a signal comes: with the signal's status.
@Suite struct SignalTests {
  /// The interface on a terminal of its own, which the test is the other end of.
  private final class Terminal {
    let process = Process()
    private var other: Int32

    init() throws {
      other = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      // TIOCSPTLCK and TIOCGPTN, which are not imported: unlock it, and ask for its number.
      var (lock, number): (Int32, Int32) = (0, 0)
      #expect(ioctl(other, 0x4004_5431, &lock) == 0 && ioctl(other, 0x8004_5430, &number) == 0)
      var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
      #expect(ioctl(other, UInt(TIOCSWINSZ), &size) == 0)
      let end = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
      process.executableURL = ProgramRun.program
      process.environment = ["TERM": "xterm", "LANG": "C.UTF-8", "HOME": "/nonexistent"]
      process.standardInput = end
      process.standardOutput = end
      process.standardError = end
      try process.run()
    }

    /// Waits until the screen shows some words.
    func wait(for words: String) {
      var seen: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while !String(decoding: seen, as: UTF8.self).contains(words) {
        let count = read(other, &chunk, chunk.count)
        guard count > 0 else { return }
        seen += chunk[..<count]
      }
    }

    func hangUp() {
      close(other)
      other = -1
    }

    deinit { if other >= 0 { close(other) } }
  }

  @Test(arguments: [SIGHUP, SIGTERM, SIGINT, SIGQUIT]) func aSignalGivesItsStatus(
    number: Int32
  ) throws {
    let terminal = try Terminal()
    terminal.wait(for: "Welcome")
    kill(terminal.process.processIdentifier, number)
    // A signal that comes while the program ends changes nothing.
    kill(terminal.process.processIdentifier, number)
    terminal.process.waitUntilExit()
    #expect(terminal.process.terminationReason == .exit)
    #expect(terminal.process.terminationStatus == 128 + number)
  }

  @Test(arguments: 0..<6) func aTerminalThatIsGoneGivesTheStatusOfAHangUp(turn: Int) throws {
    let terminal = try Terminal()
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
