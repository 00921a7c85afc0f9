import Glibc
import Script
import Traces

/// Reads scripts.
enum ScriptLoader {
  /// The lines of a script; what is wrong with it is told line by line, and how much more there is.
  static func lines(
    _ bytes: [UInt8], named name: String, maps: @escaping MapLookup, traces: @escaping TraceLookup,
    scope: inout Scope
  ) throws(Failure) -> [ScriptLine] {
    let parsed = ScriptParser(maps: maps, traces: traces).parse(
      bytes, from: SourceOrigin(file: name), scope: &scope)
    guard parsed.errors.isEmpty else {
      let further = parsed.furtherErrors > 0 ? ["and \(parsed.furtherErrors) more"] : []
      throw .input((parsed.errors.map { $0.excerpt } + further).joined(separator: "\n"))
    }
    return parsed.lines
  }

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
