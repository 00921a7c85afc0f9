import Glibc

/// Writes scripts.
enum ScriptFile {
  /// Writes a text to a file; one that is there is overwritten only with `replacing`.
  static func write(
    _ text: String, to path: String, replacing: Bool = false
  ) throws(Failure) {
    if replacing { unlink(path) }
    let file = try create(path)
    defer { close(file) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        unlink(path)
        throw .input("\(path): cannot be written: \(reason)")
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Finds out whether a new file can be written, for what takes its time before it has a text.
  static func checkCanWrite(_ path: String) throws(Failure) {
    close(try create(path))
    unlink(path)
  }

  private static func create(_ path: String) throws(Failure) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw .input(
        errno == EEXIST
          ? "\(path): exists already; give another name"
          : "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
    return file
  }
}
