import Glibc

/// Writes scripts.
enum ScriptFile {
  /// Writes a text to a new file; an existing one is not overwritten.
  static func write(_ text: String, to path: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw .input(
        errno == EEXIST
          ? "\(path): exists already; give another name"
          : "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
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
}
