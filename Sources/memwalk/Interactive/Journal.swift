import Glibc
import Interface
import Session

/// The file that an interactive session is written to as it goes, a command a line.
///
/// A line is written before the next key is looked at, so whatever ends the program, at most the
/// last command is missing; `sync` makes that true of the computer too. The file is a script:
/// `memwalk run` carries it out. While the program runs it holds a lock on it.
final class Journal {
  /// Where the file is; `nil` until there is one.
  var path: String? { file == nil ? nil : "\(folder ?? "")/\(name)" }

  private let folder: String?
  private let name: String
  /// How many lines the session's script begins with: nothing is written until there are more, so
  /// that one who only looks leaves no journal in front of another session's.
  private let beginning: Int
  /// The file; `nil` until there is something to write.
  private var file: Int32?
  /// How many lines of the session's script have been written, and the last of them.
  private var written = 0
  private var lastLine: String?
  /// How many bytes of whole lines the file has.
  private var size = 0
  private var isSynced = true
  /// Why nothing could be written last, and whether the user has seen it.
  private var problem: String?
  private var isSeen = false

  /// How many journals are kept; older ones are removed.
  private static let limit = 20

  /// A journal in a folder, which may not be there yet, for a session whose script has some lines
  /// to begin with.
  init(folder: String?, time: Int, beginning: Int) {
    self.folder = folder
    self.beginning = beginning
    name = "\(time)-\(getpid()).mw"
  }

  deinit { if let file { close(file) } }

  /// Writes what has been added to the session's script. Of places that follow one another the
  /// script keeps the last; the journal has them all.
  ///
  /// Returns what has to be said until `sync` follows: that it cannot be written. It is tried again
  /// each time.
  func update(_ script: [String]) -> String? {
    guard written > 0 || script.count > beginning else { return nil }
    var lines = script[min(written, script.count)...]
    if lines.isEmpty {
      guard let last = script.last, last != lastLine else { return nil }
      lines = [last]
    } else if written > 0, script[written - 1] != lastLine {
      lines = script[(written - 1)...]
    }
    if let reason = write(lines.map { $0 + "\n" }.joined()) {
      if problem != reason { (problem, isSeen) = (reason, false) }
      return isSeen
        ? nil : "The journal cannot be written: \(reason). What you do now cannot be resumed."
    }
    problem = nil
    written = script.count
    lastLine = script.last
    // What a command did must survive a power cut; where the user looked need not.
    if lines.contains(where: { !$0.hasPrefix("goto ") }) { isSynced = false }
    return nil
  }

  /// Sees to it that what was written survives a power cut; the user has seen what `update` said.
  func sync() {
    isSeen = true
    guard !isSynced, let file else { return }
    fdatasync(file)
    isSynced = true
  }

  /// Adds whole lines, or nothing; returns why they could not be added.
  private func write(_ text: String) -> String? {
    let file: Int32
    switch openFile() {
    case .success(let opened): file = opened
    case .failure(let reason): return reason.text
    }
    var bytes = Array(text.utf8)[...]
    let count = bytes.count
    while !bytes.isEmpty {
      let done = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if done < 0, errno == EINTR { continue }
      guard done > 0 else {
        let reason = String(cString: strerror(done < 0 ? errno : ENOSPC))
        // A line that was cut would take the next one with it.
        ftruncate(file, off_t(size))
        return reason
      }
      bytes = bytes.dropFirst(done)
    }
    size += count
    return nil
  }

  private struct Reason: Error {
    let text: String
  }

  private func openFile() -> Result<Int32, Reason> {
    if let file { return .success(file) }
    guard let folder else { return .failure(Reason(text: "there is no folder for it")) }
    guard Folder.make(folder) else {
      return .failure(Reason(text: "\(folder) cannot be written"))
    }
    Self.removeOld(in: folder)
    let opened = open(
      "\(folder)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return .failure(Reason(text: String(cString: strerror(errno)))) }
    flock(opened, LOCK_EX | LOCK_NB)
    file = opened
    return .success(opened)
  }
}

extension Journal {
  /// The journal that was begun last in a folder and that no running program writes; `nil` if there
  /// is none.
  static func latest(in folder: String) -> String? {
    names(in: folder).reversed().map { "\(folder)/\($0)" }
      .first { !isInUse($0) && hasBeginning($0) }
  }

  /// Whether a running program writes the journal.
  static func isInUse(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// The folder of the user's journals; `nil` if the user has no home.
  static var folder: String? {
    if let state = Console.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/memwalk"
    }
    guard let home = Console.variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/memwalk"
  }

  /// The lines of a journal. A last line without its end was being written when the power went, as
  /// was what a file system fills with zeros; both are left out. Of places that follow one another
  /// only the last counts.
  static func lines(of bytes: some Collection<UInt8>) -> [String] {
    var lines: [String] = []
    var rest = bytes.prefix { $0 != 0 }
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      if line.hasPrefix("goto "), lines.last?.hasPrefix("goto ") == true { lines.removeLast() }
      lines.append(line)
      rest = rest[rest.index(after: end)...]
    }
    return lines
  }

  /// Whether the first line is whole: a session that was ended before has nothing to go on with.
  private static func hasBeginning(_ path: String) -> Bool {
    guard let file = fopen(path, "re") else { return false }
    defer { fclose(file) }
    while true {
      let byte = getc(file)
      if byte == EOF || byte == 0 { return false }
      if byte == 0x0a { return true }
    }
  }

  /// Removes old journals that no running program writes.
  private static func removeOld(in folder: String) {
    for name in names(in: folder).dropLast(limit - 1) where !isInUse("\(folder)/\(name)") {
      unlink("\(folder)/\(name)")
    }
  }

  /// The journals of a folder, the oldest first: their names are seconds since 1970 and the process.
  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [(time: Int, process: Int, name: String)] = []
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { place in
        place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".mw") else { continue }
      let numbers = name.dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
      guard numbers.count == 2, let time = Int(numbers[0]), let process = Int(numbers[1]) else {
        continue
      }
      names.append((time, process, name))
    }
    return names.sorted { ($0.time, $0.process) < ($1.time, $1.process) }.map(\.name)
  }
}
