import Glibc
import Simulation

/// A file of packed commands, written a segment at a time.
///
///     0      magic, version, identity of the trace, counts, length and text of the notice
///     4096   the commands, 16 bytes each
///     ...    a check word for each segment of 2^20 commands, the last one shorter
///
/// The file is written under a name that no other process has, also none on another machine with
/// the same folder, and renamed when it is whole. Where the disk is full, the commands are there all
/// the same, and no file remains.
final class EventFile {
  /// The commands so far.
  private(set) var commands = PackedCommands()
  /// Why no file remains, by the system's number; 0 as long as there is one, or none is wanted.
  private(set) var failure: Int32 = 0

  private var file: Int32
  private let temporaryPath: String
  private let path: String
  private var checks: [UInt64] = []
  private var check = EventCheck()

  static let magic: UInt64 = 0x316b_6c61_776d_656d  // "memwalk1"
  static let headerSize = 4096
  static let segmentBytes = PackedCommands.segmentCapacity * PackedCommand.byteCount

  /// A file that is to be at `path`; without one the commands are not kept.
  init(path: String?) {
    self.path = path ?? ""
    var name = Array("\(path ?? "").XXXXXX\(TraceCache.temporarySuffix)".utf8CString)
    let suffixLength = Int32(TraceCache.temporarySuffix.utf8.count)
    file = path == nil ? -1 : mkstemps(&name, suffixLength)
    if file < 0 {
      failure = path == nil ? 0 : errno
    } else {
      _ = fcntl(file, F_SETFD, FD_CLOEXEC)
      // For as long as this process lives: see TraceCache.removeAbandoned.
      _ = flock(file, LOCK_EX | LOCK_NB)
    }
    temporaryPath = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { abandon() }

  /// Adds a command.
  func append(_ command: PackedCommand) {
    if commands.isFull {
      if commands.count > 0 { closeSegment() }
      commands.add(PackedCommands.Segment())
    }
    commands.append(command)
    check.combine(command)
  }

  /// Ends the file, with the words of its header. False if there is no file; see `failure`.
  func finish(_ header: [UInt64]) -> Bool {
    guard file >= 0 else { return false }
    if commands.count > 0 { closeSegment() }
    guard file >= 0 else { return false }
    let end = Self.headerSize + commands.count * PackedCommand.byteCount
    guard ftruncate(file, off_t(end)) == 0, write(checks, at: end), write(header, at: 0),
      rename(temporaryPath, path) == 0
    else {
      failure = errno
      abandon()
      return false
    }
    close(file)
    file = -1
    return true
  }

  /// Gives the file up; the commands stay.
  func abandon() {
    guard file >= 0 else { return }
    close(file)
    unlink(temporaryPath)
    file = -1
  }

  /// Writes the last segment; without a file there is nothing to write.
  private func closeSegment() {
    checks.append(check.value)
    check = EventCheck()
    guard file >= 0 else { return }
    let first = (checks.count - 1) * PackedCommands.segmentCapacity
    let bytes = UnsafeRawBufferPointer(commands.run(first..<commands.count))
    guard write(bytes, at: Self.headerSize + first * PackedCommand.byteCount) else {
      failure = errno
      return abandon()
    }
  }

  private func write(_ words: [UInt64], at offset: Int) -> Bool {
    words.withUnsafeBytes { write($0, at: offset) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        file, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count == 0 { errno = ENOSPC }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}

/// The sum that a segment is checked by.
struct EventCheck {
  private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

  @inline(__always)
  mutating func combine(_ command: PackedCommand) {
    value = (value ^ command.size) &* 0xd6e8_feb8_6659_fd93
    value = (value &>> 29 ^ value &+ command.word) &* 0x9e37_79b9_7f4a_7c15
  }
}
