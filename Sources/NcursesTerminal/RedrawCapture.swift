import CNcurses
import Glibc

/// Collects what ncurses writes in a redraw and sends it in one piece.
///
/// ncurses would write a few hundred pieces, and a terminal would show some of them half done. So
/// during a redraw its descriptor is a file in memory, and the terminal again afterwards (ncurses
/// asks it for its settings).
struct RedrawCapture {
  /// The descriptor that ncurses was given.
  let descriptor: Int32
  private let terminal: Int32
  private let memory: Int32
  private var bytes: [UInt8] = []

  /// Prepares a second descriptor for the terminal.
  init(terminal: Int32) throws(TerminalError) {
    self.terminal = terminal
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw .systemCall(name: "fcntl", errno: errno) }
    memory = memfd_create("redraw", UInt32(MFD_CLOEXEC))
    guard memory >= 0 else { throw .systemCall(name: "memfd_create", errno: errno) }
  }

  /// Runs a redraw and writes its output, if there is any, between two marks.
  mutating func redraw(begin: String, end: String, _ body: () -> Void) {
    dup2(memory, descriptor)
    body()
    dup2(terminal, descriptor)
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return }
    bytes.removeAll(keepingCapacity: true)
    bytes += begin.utf8
    let start = bytes.count
    bytes += repeatElement(0, count: count)
    bytes.withUnsafeMutableBytes { _ = pread(memory, $0.baseAddress! + start, count, 0) }
    bytes += end.utf8
    lseek(memory, 0, SEEK_SET)
    Self.write(bytes, to: terminal)
  }

  /// Writes all bytes; gives up if the terminal is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Closes the memory file and the second descriptor.
  func close() {
    Glibc.close(memory)
    Glibc.close(descriptor)
  }
}
