/// Why the cache cannot be used, or not as it should; `errno` is the system's number for it.
public enum CacheError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder cannot be made, listed, or have files in it.
  case folder(path: String, errno: Int32)
  /// There is no room for a file in it, or another reason not to write on.
  case notWritten(folder: String, errno: Int32)
  /// A file stays.
  case notRemoved(path: String, errno: Int32)

  /// One line that names the folder or the file.
  public var description: String {
    switch self {
    case .folder(let path, let errno):
      "the cache folder \(path) cannot be used: \(systemMessage(errno))"
    case .notWritten(let folder, let errno):
      "the cache in \(folder) cannot be written: \(systemMessage(errno))"
    case .notRemoved(let path, let errno):
      "\(path): cannot be removed: \(systemMessage(errno))"
    }
  }
}
