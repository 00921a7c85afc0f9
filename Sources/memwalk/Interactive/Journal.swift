import Glibc
import Interface

/// The file that an interactive session is written to as it goes, a command a line.
///
/// A line is written before the next key is waited for, and a command is on the disk by then, so
/// whatever ends the program, at most the last command is missing. The file is a script: `memwalk run` carries it out.
final class Journal {
  /// Where the file is.
  let path: String

  private let file: Int32
  private var written = 0
  private var lastLine: String?

  /// How many journals are kept; older ones are removed.
  private static let limit = 20

  /// Starts a journal; `nil` if the folder cannot be used.
  init?(folder: String, time: Int) {
    guard Folder.make(folder) else { return nil }
    let names = Self.names(in: folder)
    for name in names.dropLast(Self.limit - 1) { unlink("\(folder)/\(name)") }
    // Names in the order of time; two of one second differ by the process.
    path = "\(folder)/\(time)-\(getpid()).mw"
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
  }

  deinit { close(file) }

  /// Writes what has been added to the session's script. Of places that follow one another the
  /// script keeps the last; the journal has them all.
  func update(_ script: [String]) {
    var lines = script[min(written, script.count)...]
    if lines.isEmpty {
      guard let last = script.last, last != lastLine else { return }
      lines = [last]
    } else if written > 0, script[written - 1] != lastLine {
      lines = script[(written - 1)...]
    }
    written = script.count
    lastLine = script.last
    var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A full disk must not end the session: the journal stays as it is.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
    // What a command did must survive a power cut; where the user looked need not.
    if lines.contains(where: { !$0.hasPrefix("goto ") }) { fdatasync(file) }
  }

  /// The journal that was begun last in a folder; `nil` if there is none.
  static func latest(in folder: String) -> String? {
    names(in: folder).last.map { "\(folder)/\($0)" }
  }

  /// The folder of the user's journals; `nil` if the user has no home.
  static var folder: String? {
    if let state = Console.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/memwalk"
    }
    guard let home = Console.variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/memwalk"
  }

  /// The lines of a journal; a last line without its end was being written and is left out. Of
  /// places that follow one another only the last counts.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: "\n") {
      let line = String(rest[..<end])
      if line.hasPrefix("goto "), lines.last?.hasPrefix("goto ") == true { lines.removeLast() }
      lines.append(line)
      rest = rest[rest.index(after: end)...]
    }
    return lines
  }

  /// The journals of a folder, the oldest first.
  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { place in
        place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".mw") { names.append(name) }
    }
    // The seconds since 1970 have the same number of digits for long enough.
    return names.sorted()
  }
}

/// Folders of the program's own.
enum Folder {
  /// Makes a folder and those above it; false if that cannot be.
  static func make(_ folder: String) -> Bool {
    if access(folder, W_OK) == 0 { return true }
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return false }
    let parent = String(folder[..<slash])
    guard access(parent, F_OK) == 0 || make(parent) else { return false }
    return mkdir(folder, 0o700) == 0
  }
}
