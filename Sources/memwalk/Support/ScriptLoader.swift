import Glibc
import Traces

/// Reads scripts.
enum ScriptLoader {
  /// The bytes of a file, or of standard input for `-`.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    if path == "-" { return standardInput() }
    do {
      return try FileContents(path: path).bytes
    } catch {
      if case .empty = error { return [] }
      throw .input(error.description)
    }
  }

  private static func standardInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
