import Glibc
import Script
import Session

/// The file that an interactive session is written to as it goes, a command a line.
///
/// A line is written before the next key is looked at, so whatever ends the program, at most the
/// last command is missing; `sync` makes that true of the computer too. The file is a script:
/// `memwalk run` carries it out. While the program runs it holds a lock on it.
final class Journal {
  /// Where the file is; `nil` until there is one.
  private(set) var path: String?

  private let folder: String?
  private let time: Int
  /// How many lines the session's script begins with: nothing is written until there are more, so
  /// that one who only looks leaves no journal in front of another session's.
  private var beginning: Int
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
  /// The number of the session that it is of, where there are some one after the other.
  private var session = 0

  /// A new journal in a folder, which may not be there yet, for a session whose script has some
  /// lines to begin with.
  init(folder: String?, time: Int, beginning: Int) {
    self.folder = folder
    self.time = time
    self.beginning = beginning
  }

  /// A new journal in the user's folder, for a session that begins now.
  convenience init(beginningWith session: Session) {
    self.init(
      folder: JournalFolder.path, time: Int(Glibc.time(nil)), beginning: session.script.count)
  }

  /// The journal that a session was carried out from, which goes on in it.
  init(continuing opened: OpenedJournal, with script: [String]) {
    folder = nil
    time = 0
    beginning = script.count
    (file, path, size) = (opened.takeFile(), opened.path, opened.wholeBytes)
    (written, lastLine) = (script.count, script.last)
  }

  deinit { if let file { close(file) } }

  /// Ends with one session and begins a file for another one, whose script has some lines to begin
  /// with; the same one goes on.
  func begin(session number: Int, behind beginning: Int) {
    guard session != number else { return }
    if let file { close(file) }
    (session, self.beginning, file, path) = (number, beginning, nil, nil)
    (written, lastLine, size, isSynced) = (0, nil, 0, true)
  }

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
    let head = written == 0 ? [LanguageVersion.line] : []
    if let reason = write((head + lines).map { $0 + "\n" }.joined()) {
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
    // A line that was cut when the power went would take the next one with it.
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size <= size || ftruncate(file, off_t(size)) == 0
    else { return String(cString: strerror(errno)) }
    var bytes = Array(text.utf8)[...]
    let count = bytes.count
    while !bytes.isEmpty {
      let done = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if done < 0, errno == EINTR { continue }
      guard done > 0 else {
        let reason = String(cString: strerror(done < 0 ? errno : ENOSPC))
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
    JournalFolder.removeOld(in: folder)
    // Programs in other containers may have the same number; each has a file of its own.
    for number in 0..<100 {
      let path = "\(folder)/\(time + number)-\(getpid()).mw"
      let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
      if opened < 0, errno == EEXIST { continue }
      guard opened >= 0 else { break }
      flock(opened, LOCK_EX | LOCK_NB)
      (file, self.path) = (opened, path)
      return .success(opened)
    }
    return .failure(Reason(text: String(cString: strerror(errno))))
  }
}
