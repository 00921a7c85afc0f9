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

  /// Writes bytes to a new file that `finish` puts in the place of what there is at a path: the old
  /// one stays whole until then, and a link is replaced.
  static func prepare(
    _ bytes: [UInt8], for path: String, mode: mode_t
  ) throws(Failure) -> Place {
    let place = try temporary(for: path, mode: mode)
    if let reason = write(bytes[...], to: place.file) {
      place.abandon()
      throw unwritable(path, reason)
    }
    return place
  }

  /// The same with the bytes of another file.
  static func prepare(
    copyOf source: String, for path: String, mode: mode_t
  ) throws(Failure) -> Place {
    let file = open(source, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .input("\(source): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    let place = try temporary(for: path, mode: mode)
    if let reason = copy(file, to: place.file) {
      place.abandon()
      throw unwritable(path, reason)
    }
    return place
  }

  /// A file that is being written.
  struct Place {
    fileprivate let file: Int32
    /// What it is called until it is whole; `nil` if it is no file, such as a terminal.
    fileprivate let name: String?
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
    return try temporary(for: Folder.absolute(path), mode: status.st_mode & 0o7777)
  }

  /// A file beside the place that it is to have.
  private static func temporary(for path: String, mode: mode_t) throws(Failure) -> Place {
    var name = Array("\(path).XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw unwritable(path, errno) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    fchmod(file, mode)
    let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    return Place(file: file, name: temporary, path: path)
  }

  /// The number of the error that stopped the copying; `nil` if there was none.
  private static func copy(_ source: Int32, to file: Int32) -> Int32? {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(source, piece.baseAddress, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : nil }
      var done = 0
      while done < count {
        let more = Glibc.write(file, piece.baseAddress! + done, count - done)
        if more < 0, errno == EINTR { continue }
        guard more > 0 else { return more < 0 ? errno : ENOSPC }
        done += more
      }
    }
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

  /// What is said of a file that cannot be written, by the number of the error.
  static func unwritable(_ path: String, _ code: Int32) -> Failure {
    .input("\(path): cannot be written: \(String(cString: strerror(code)))")
  }
}
