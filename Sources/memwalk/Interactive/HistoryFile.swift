import Glibc
import Traces

/// The lines of the prompt, in the state folder: those of sessions before are there again.
///
/// A line is added at the end of the file in one piece, so that two programs lose nothing of each
/// other. Where it cannot be written the lines last as long as the session.
final class HistoryFile {
  /// How many lines are kept.
  private static let limit = 1_000
  /// Longer lines are not kept, in bytes.
  private static let lineLimit = 4_096

  private let path: String?
  /// How many lines of the prompt are in the file.
  private var written = 0

  /// The file in a folder, the user's state folder unless another is given.
  init(in folder: String? = JournalFolder.path) { path = folder.map { $0 + "/history" } }

  /// The lines of before, the oldest first; the file is made shorter when it has become long.
  func read() -> [String] {
    guard let path, !Folder.isBlocked(path), let contents = try? FileContents(path: path) else {
      return []
    }
    let lines = String(decoding: contents.bytes, as: UTF8.self)
      .split(separator: "\n").filter { $0.utf8.count < Self.lineLimit }.map(String.init)
    let kept = Array(lines.suffix(Self.limit))
    if lines.count > 2 * Self.limit {
      try? NewFile.write(kept.map { $0 + "\n" }.joined(), to: path, replacing: true)
    }
    written = kept.count
    return kept
  }

  /// Adds the lines of a prompt that are not there yet.
  func add(_ history: [String]) {
    guard history.count > written else { return }
    let lines = history[written...]
    written = history.count
    guard let path, let folder = path.lastIndex(of: "/").map({ String(path[..<$0]) }),
      Folder.make(folder)
    else { return }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let text = lines.filter { $0.utf8.count < Self.lineLimit }.map { $0 + "\n" }.joined()
    _ = text.withCString { Glibc.write(file, $0, strlen($0)) }
  }
}
