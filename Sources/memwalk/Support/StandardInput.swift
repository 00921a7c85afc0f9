import Glibc
import Traces

/// Standard input, in place of a file that is called `-`.
enum StandardInput {
  /// What stands for it among the arguments.
  static let argument = "-"
  /// What messages call it.
  static let name = "standard input"

  /// All that comes.
  static func contents() throws(Failure) -> FileContents {
    do {
      return try FileContents(descriptor: STDIN_FILENO, name: name)
    } catch {
      throw .input(error.description)
    }
  }
}
