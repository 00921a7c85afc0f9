import Foundation
import Glibc
import Testing

/// The interface on a terminal of its own, which the test is the other end of.
final class PseudoTerminal {
  let process = Process()
  private var other: Int32
  /// The program's end, which stays open so that what the program leaves unread can be seen.
  private let end: FileHandle

  /// Starts the program, with these variables besides the usual ones.
  init(_ arguments: [String] = [], environment: [String: String] = [:]) throws {
    other = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN, which are not imported: unlock it, and ask for its number.
    var (lock, number): (Int32, Int32) = (0, 0)
    #expect(ioctl(other, 0x4004_5431, &lock) == 0 && ioctl(other, 0x8004_5430, &number) == 0)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(other, UInt(TIOCSWINSZ), &size) == 0)
    end = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
    process.executableURL = ProgramRun.program
    process.arguments = arguments
    process.environment = [
      "TERM": "xterm", "LANG": "C.UTF-8", "HOME": "/nonexistent",
    ].merging(environment) { _, given in given }
    process.standardInput = end
    process.standardOutput = end
    process.standardError = end
    try process.run()
  }

  /// Waits until the program has written some words, and returns all that it wrote up to then.
  @discardableResult func wait(for words: String) -> String {
    var seen: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while !String(decoding: seen, as: UTF8.self).contains(words) {
      let count = read(other, &chunk, chunk.count)
      guard count > 0 else { break }
      seen += chunk[..<count]
    }
    return String(decoding: seen, as: UTF8.self)
  }

  /// Sends what a terminal sends.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(other, bytes, bytes.count) == bytes.count)
  }

  /// Waits for the end of the program, and returns what it wrote, and what its terminal has echoed,
  /// since it was listened to.
  func finish() -> String {
    var seen: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    func readOn(_ milliseconds: Int32) -> Bool {
      var input = pollfd(fd: other, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, milliseconds) > 0 else { return false }
      let count = read(other, &chunk, chunk.count)
      if count > 0 { seen += chunk[..<count] }
      return count > 0
    }
    while process.isRunning { _ = readOn(20) }
    while readOn(0) {}
    return String(decoding: seen, as: UTF8.self)
  }

  /// Waits until the program has taken all that was sent.
  func waitUntilRead() {
    var waiting: Int32 = 1
    while waiting > 0, process.isRunning {
      #expect(ioctl(end.fileDescriptor, UInt(FIONREAD), &waiting) == 0)
      sched_yield()
    }
  }

  /// What was sent and not taken: the shell would get it.
  var leftOver: String {
    var modes = termios()
    #expect(tcgetattr(end.fileDescriptor, &modes) == 0)
    cfmakeraw(&modes)
    #expect(tcsetattr(end.fileDescriptor, TCSANOW, &modes) == 0)
    var input = pollfd(fd: end.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, 0) > 0 else { return "" }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(end.fileDescriptor, &chunk, chunk.count)
    return String(decoding: chunk[..<max(0, count)], as: UTF8.self)
  }

  /// Goes away.
  func hangUp() {
    close(other)
    other = -1
  }

  deinit { if other >= 0 { close(other) } }
}
