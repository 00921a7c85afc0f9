import Glibc

/// Files that the user names for what the program makes: scripts and pictures.
enum NewFile {
  /// Writes a text to a new file. One that is there stays as it is, or with `replacing` gets the
  /// text as a whole: whatever happens meanwhile, it has the old text or the new one.
  static func write(
    _ text: String, to path: String, replacing: Bool = false
  ) throws(Failure) {
    let place = try place(of: path, replacing: replacing)
    if let reason = write(Array(text.utf8)[...], to: place.file) ?? place.finish() {
      place.abandon()
      throw unwritable(path, reason)
    }
  }

  /// Finds out whether a file can be written, for what takes its time before it has a text.
  static func checkCanWrite(_ path: String, replacing: Bool = false) throws(Failure) {
    try place(of: path, replacing: replacing).abandon()
  }

  /// A file that is being written.
  private struct Place {
    let file: Int32
    /// What it is called until it is whole; `nil` if it is no file, such as a terminal.
    let name: String?
    /// What it is called then.
    let path: String

    /// Gives the file its name; returns the number of the error if that fails.
    func finish() -> Int32? {
      if let name, name != path, fsync(file) != 0 || rename(name, path) != 0 { return errno }
      close(file)
      return nil
    }

    func abandon() {
      close(file)
      if let name { unlink(name) }
    }
  }

  private static func place(of path: String, replacing: Bool) throws(Failure) -> Place {
    var status = stat()
    guard replacing, stat(path, &status) == 0 else {
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if file >= 0 { return Place(file: file, name: path, path: path) }
      guard errno == EEXIST else { throw unwritable(path, errno) }
      throw .input("\(path): exists already; give another name, or force to replace it")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let file = open(path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw unwritable(path, errno) }
      return Place(file: file, name: nil, path: path)
    }
    guard access(path, W_OK) == 0 else { throw unwritable(path, errno) }
    // A link stays one: what it leads to is replaced.
    let target = Folder.absolute(path)
    var name = Array("\(target).XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw unwritable(path, errno) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    fchmod(file, status.st_mode & 0o7777)
    let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    return Place(file: file, name: temporary, path: target)
  }

  /// The number of the error that stopped the writing; `nil` if there was none.
  private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) -> Int32? {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Failure {
    .input("\(path): cannot be written: \(String(cString: strerror(code)))")
  }
}
