import Script

/// What happened to a file while it was read.
enum FileChange: Equatable, CustomStringConvertible {
  /// It ended before the size that it had at first.
  case shorter(read: Int, size: Int)
  /// More was written to it.
  case longer(read: Int, size: Int)
  /// Its size is what it was, but it was written to.
  case rewritten

  /// One line without the name of the file.
  var description: String {
    switch self {
    case .shorter(let read, let size):
      "the file became shorter while it was read: \(NumberText.count(read)) of "
        + "\(NumberText.count(size)) bytes were there"
    case .longer(let read, let size):
      "the file was still growing while it was read: \(NumberText.count(size)) bytes at first, "
        + "\(NumberText.count(read)) were read"
    case .rewritten:
      "the file was written to while it was read: older and newer records may be mixed"
    }
  }
}
