import Glibc

/// A file as a whole: its name and its bytes.
public struct FileContents: Sendable {
  /// What messages call the file.
  public let name: String
  /// All bytes of the file.
  public let bytes: [UInt8]

  /// Bytes that did not come from a file of their own; nothing is checked.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Reads the text file at `path`, which may be a pipe or lie in /proc.
  ///
  /// A compressed, binary, empty or missing file is an error, one of more than `limit` bytes too.
  public init(path: String, limit: Int = defaultLimit) throws(FileError) {
    name = path
    bytes = try Self.read(path, limit: limit)
    if bytes.isEmpty { throw .empty(path: path) }
  }

  /// Reads the text that an open file has from here on, as standard input; the file stays open.
  public init(
    descriptor: Int32, name: String, limit: Int = defaultLimit
  ) throws(FileError) {
    self.name = name
    bytes = try Self.bytes(from: descriptor, name, limit: limit) { start throws(FileError) in
      try Self.check(start, name)
    }
    if bytes.isEmpty { throw .empty(path: name) }
  }

  /// The most bytes that are read unless told otherwise: 1 GiB.
  public static let defaultLimit = 1 << 30
}

extension FileContents {
  /// What an open file has from here on, whatever it is: files in /proc and pipes have no size,
  /// others can grow, so it is read until there is no more. `check` sees the first bytes.
  public static func bytes(
    from file: Int32, _ name: String, limit: Int,
    check: ([UInt8]) throws(FileError) -> Void = { _ in }
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(errno, name) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path: name) }
    if status.st_size > limit { throw .tooLarge(path: name, limit: limit) }
    var bytes: [UInt8] = []
    var chunk = max(65_536, Int(status.st_size) + 1)
    while true {
      let count = try append(to: &bytes, from: file, atMost: chunk, name)
      if bytes.count == count { try check(bytes) }
      if count == 0 { return bytes }
      if bytes.count > limit { throw .tooLarge(path: name, limit: limit) }
      chunk = max(65_536, bytes.count)
    }
  }
}

extension FileContents {
  /// Whether a file that begins with `bytes` is no text: many control characters (serial logs
  /// and damaged text files have a few) or the start of an ELF file.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) { return true }
    let sample = bytes.prefix(65_536)
    let controls = sample.count { $0 < 0x20 && !(0x07...0x0d).contains($0) && $0 != 0x1b }
    return controls * 10 > sample.count
  }

  private static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    // Opening a pipe would wait for its writer, which is what is wanted; a terminal must not
    // become the controlling one.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw failure(errno, path) }
    defer { close(file) }
    return try bytes(from: file, path, limit: limit) { start throws(FileError) in
      try check(start, path)
    }
  }

  /// Reads once; the number of bytes that came, 0 at the end of the file.
  private static func append(
    to bytes: inout [UInt8], from file: Int32, atMost limit: Int, _ path: String
  ) throws(FileError) -> Int {
    let old = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: limit))
    let (count, code) = bytes.withUnsafeMutableBytes { buffer in
      var count: Int
      repeat {
        count = Glibc.read(file, buffer.baseAddress! + old, limit)
      } while count < 0 && errno == EINTR
      return (count, errno)
    }
    bytes.removeLast(limit - max(count, 0))
    guard count >= 0 else { throw failure(code, path) }
    return count
  }

  static func check(_ start: [UInt8], _ path: String) throws(FileError) {
    if let compression = Compression(startOf: start) { throw .compressed(path: path, compression) }
    if isBinary(start) { throw .binary(path: path) }
  }

  static func failure(_ code: Int32, _ path: String) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EISDIR: .isDirectory(path: path)
    default: .notReadable(path: path, errno: code)
    }
  }
}
