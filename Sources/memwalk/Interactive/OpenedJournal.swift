import Glibc
import Traces

/// A journal that is there, opened so that no other program writes or removes it meanwhile.
final class OpenedJournal {
  /// Where it is.
  let path: String
  /// Its lines, as far as they are whole.
  let lines: [Line]
  /// How many bytes the whole lines take.
  let wholeBytes: Int
  /// What stands behind the last whole line.
  let unfinished: String

  private var file: Int32?

  /// A line and its number, from 1.
  struct Line: Equatable {
    let number: Int
    let text: String
  }

  /// More than anybody types.
  private static let limit = 256 << 20

  /// Why a journal cannot be gone on with.
  enum Problem: Error, Equatable {
    /// A program that runs writes it.
    case inUse
    /// It cannot be read and written, or is none; with what to say.
    case unreadable(String)
  }

  /// Opens and reads a journal.
  init(_ path: String) throws(Problem) {
    self.path = path
    // A pipe would be waited for, and a device never ends.
    let file = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw Self.problem(path, String(cString: strerror(errno))) }
    do throws(Problem) {
      let bytes = try Self.read(file, path)
      (lines, wholeBytes) = Self.lines(of: bytes)
      unfinished = String(decoding: bytes[wholeBytes...].prefix { $0 != 0 }, as: UTF8.self)
    } catch {
      close(file)
      throw error
    }
    self.file = file
  }

  deinit { if let file { close(file) } }

  /// The file, which the caller closes from now on.
  func takeFile() -> Int32? {
    defer { file = nil }
    return file
  }

  /// Whether it has something to go on with: a line that is no comment.
  var hasBeginning: Bool { lines.contains { !$0.text.hasPrefix("#") } }

  /// Whether its user has said something in it.
  var hasWords: Bool {
    lines.dropFirst().contains { line in
      ["bookmark ", "note ", "#"].contains { line.text.hasPrefix($0) }
    }
  }

  /// The lines of a journal, and their bytes. A last line without its end was being written when the
  /// power went, as was what a file system fills with zeros; both are left out. Of places that follow
  /// one another only the last counts.
  static func lines(of bytes: some Collection<UInt8>) -> (lines: [Line], bytes: Int) {
    var lines: [Line] = []
    var number = 0
    var rest = bytes.prefix { $0 != 0 }
    var whole = 0
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      var line = String(decoding: rest[..<end], as: UTF8.self)
      while line.last == "\r" { line.removeLast() }
      whole += rest.distance(from: rest.startIndex, to: end) + 1
      number += 1
      if line.hasPrefix("goto "), lines.last?.text.hasPrefix("goto ") == true {
        lines.removeLast()
      }
      lines.append(Line(number: number, text: line))
      rest = rest[rest.index(after: end)...]
    }
    return (lines, whole)
  }

  /// The bytes of a file that no other program holds.
  private static func read(_ file: Int32, _ path: String) throws(Problem) -> [UInt8] {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw problem(path, "it is no file")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw .inUse }
    // Between opening and locking another program may have removed it.
    guard fstat(file, &status) == 0, status.st_nlink > 0 else {
      throw problem(path, String(cString: strerror(ENOENT)))
    }
    do throws(FileError) {
      return try FileContents.bytes(from: file, path, limit: limit)
    } catch {
      throw .unreadable(error.description)
    }
  }

  private static func problem(_ path: String, _ reason: String) -> Problem {
    .unreadable("\(path): cannot be gone on with: \(reason)")
  }
}
