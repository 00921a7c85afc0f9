import Glibc
import Traces

/// Reads scripts.
enum ScriptLoader {
  /// The bytes of a file, or of standard input for `-`; an empty script is one.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    do {
      guard path == StandardInput.argument else { return try FileContents(path: path).bytes }
      return try FileContents(descriptor: STDIN_FILENO, name: StandardInput.name).bytes
    } catch {
      if case .empty = error { return [] }
      throw .input(error.description)
    }
  }
}
