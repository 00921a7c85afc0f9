import Glibc
import Traces

/// Reads scripts.
enum ScriptLoader {
  /// The bytes of a file, or of standard input for `-`.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    if path == "-" { return bytes(from: STDIN_FILENO) }
    do {
      return try FileContents(path: path).bytes
    } catch {
      if case .empty = error { return [] }
      throw .input(error.description)
    }
  }

  /// The bytes of a file, whatever they are.
  static func rawBytes(of path: String) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .input("\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    return bytes(from: file)
  }

  private static func bytes(from file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
