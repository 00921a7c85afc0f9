import Glibc

/// A text file that is read a piece at a time.
///
/// Reads, not a mapping: a mapped file that somebody cuts would end the program.
final class TraceFile {
  let path: String
  let identity: FileIdentity
  /// The first bytes, which tell what the file is.
  let start: [UInt8]

  private let file: Int32
  private var isAtStart = true

  /// Opens a file and checks that it is a text.
  convenience init(path: String) throws(FileError) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw FileContents.failure(errno, path) }
    try self.init(file, path: path)
  }

  /// Takes over an open file and checks that it is a text.
  init(_ file: Int32, path: String) throws(FileError) {
    self.file = file
    self.path = path
    var status = stat()
    guard fstat(file, &status) == 0 else {
      let code = errno
      close(file)
      throw FileContents.failure(code, path)
    }
    identity = FileIdentity(status)
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(file)
      throw .isDirectory(path: path)
    }
    do {
      start = try Self.read(file, atMost: 65_536, path)
      try FileContents.check(start, path)
    } catch {
      close(file)
      throw error
    }
    if start.isEmpty { throw .empty(path: path) }
  }

  deinit { close(file) }

  /// The next bytes; none at the end, `nil` if a pipe has none for now.
  func next(atMost count: Int) throws(FileError) -> [UInt8]? {
    if isAtStart {
      isAtStart = false
      return start
    }
    guard hasSize || isReady else { return nil }
    return try Self.read(file, atMost: count, path)
  }

  /// Whether it is known how many bytes there are, as of a file and not of a pipe.
  var hasSize: Bool { identity.size > 0 }

  /// Whether a read would not wait, after a short wait.
  private var isReady: Bool {
    var request = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, Self.patience) != 0
  }

  /// How long to wait for a pipe, in milliseconds: less than anybody notices.
  private static let patience: Int32 = 20

  /// How many bytes the file has by now; 0 for a pipe.
  var size: Int { Int(currentIdentity?.size ?? identity.size) }

  /// What happened to the file since it was opened, when `bytes` bytes were all that could be read;
  /// `nil` if nothing did.
  func change(afterReading bytes: Int) -> FileChange? {
    let size = Int(identity.size)
    // A pipe has no size, and neither have files in /proc.
    guard size > 0, let now = currentIdentity else { return nil }
    if bytes < size { return .shorter(read: bytes, size: size) }
    if bytes > size || now.size > identity.size { return .longer(read: bytes, size: size) }
    return now.written == identity.written && now.changed == identity.changed ? nil : .rewritten
  }

  private var currentIdentity: FileIdentity? {
    var status = stat()
    return fstat(file, &status) == 0 ? FileIdentity(status) : nil
  }

  private static func read(
    _ file: Int32, atMost count: Int, _ path: String
  ) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got: Int
      repeat {
        got = Glibc.read(file, buffer.baseAddress, count)
        code = errno
      } while got < 0 && code == EINTR
      filled = max(0, got)
      if got >= 0 { code = 0 }
    }
    guard code == 0 else { throw FileContents.failure(code, path) }
    return bytes
  }
}
