/// Why a file could not be taken in at all.
public enum FileError: Error, Equatable, Sendable {
  /// No such file, or a part of the path is missing.
  case notFound(path: String)
  /// The path names a directory.
  case isDirectory(path: String)
  /// The system refused to open or to read it; `errno` says why.
  case notReadable(path: String, errno: Int32)
  /// The file has more than `limit` bytes.
  case tooLarge(path: String, limit: Int)
  /// The file has no bytes.
  case empty(path: String)
  /// The file must be unpacked first.
  case compressed(path: String, Compression)
  /// The file is no text.
  case binary(path: String)
}

extension FileError: CustomStringConvertible {
  /// One line that names the file and says what to do.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(printable(path)): no such file"
    case .isDirectory(let path):
      "\(printable(path)): is a directory; name a file in it"
    case .notReadable(let path, let errno):
      "\(printable(path)): cannot be read: \(systemMessage(errno))"
    case .tooLarge(let path, let limit):
      "\(printable(path)): is larger than \(limit >> 20) MiB, the most that is read"
    case .empty(let path):
      "\(printable(path)): is empty"
    case .compressed(let path, let compression):
      "\(printable(path)): is compressed with \(compression.rawValue) and cannot be read in this "
        + "form; unpack it first: " + compression.command(unpacking: printable(path))
    case .binary(let path):
      "\(printable(path)): is a binary file; scripts, traces and memory maps are text"
    }
  }

  private func printable(_ path: String) -> String {
    PrintableText.of(Array(path.utf8), limit: 4096)
  }
}
