import Glibc
import Simulation

/// An event file that was written before, taken in a segment at a time, each checked.
final class CachedEvents {
  /// The commands that have been checked.
  private(set) var commands = PackedCommands()
  let header: EventFileHeader

  private let file: Int32

  /// The file at `path`, if it was made of this version of the trace and is whole.
  init?(path: String, of identity: FileIdentity) {
    // What is no file, as a pipe, is not waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    guard let header = Self.header(of: file, identity) else {
      close(file)
      return nil
    }
    self.file = file
    self.header = header
    // Used last: what the limit of the cache goes by.
    futimens(file, nil)
  }

  deinit { close(file) }

  /// Whether all commands are there.
  var isWhole: Bool { commands.count == header.count }

  /// Takes in the next segment; false if it is damaged.
  func advance() -> Bool {
    let number = commands.count / PackedCommands.segmentCapacity
    let offset = off_t(EventFile.headerSize + number * EventFile.segmentBytes)
    let count = min(PackedCommands.segmentCapacity, header.count - commands.count)
    guard
      let segment = PackedCommands.Segment(
        reading: file, at: offset, bytes: count * PackedCommand.byteCount)
    else { return false }
    var checked = commands
    checked.add(segment)
    checked.adopt(count)
    var check = EventCheck()
    var isKnown = true
    for index in commands.count..<checked.count {
      check.combine(checked[index])
      isKnown = isKnown && checked[index].isKnown
    }
    guard isKnown, check.value == storedCheck(number) else { return false }
    commands = checked
    return true
  }

  /// The header of a file that has the length which it tells; `nil` for any other file.
  private static func header(of file: Int32, _ identity: FileIdentity) -> EventFileHeader? {
    var words = [UInt64](repeating: 0, count: EventFile.headerSize / 8)
    let read = words.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    var status = stat()
    guard read == EventFile.headerSize, fstat(file, &status) == 0,
      let header = EventFileHeader(words: words, of: identity),
      // A header can be damaged and its check be right: that one is made by anybody.
      header.count > 0, header.count <= Int(status.st_size) / PackedCommand.byteCount,
      header.slotCount <= PackedCommand.slotLimit
    else { return nil }
    let segments =
      (header.count + PackedCommands.segmentCapacity - 1) / PackedCommands.segmentCapacity
    let bytes = EventFile.headerSize + header.count * PackedCommand.byteCount + segments * 8
    return Int(status.st_size) == bytes ? header : nil
  }

  private func storedCheck(_ number: Int) -> UInt64? {
    var word: UInt64 = 0
    let offset = EventFile.headerSize + header.count * PackedCommand.byteCount + number * 8
    guard pread(file, &word, 8, off_t(offset)) == 8 else { return nil }
    return word
  }
}

extension PackedCommands.Segment {
  /// A segment whose first bytes are those of a file; `nil` if the file has become shorter than that,
  /// or cannot be read.
  ///
  /// Reads, not a mapping: a mapped file that somebody cuts would end the program. In large pages
  /// new memory costs half of what it does in small ones.
  fileprivate convenience init?(reading file: Int32, at offset: off_t, bytes: Int) {
    var memory: UnsafeMutableRawPointer?
    let largePage = 2 << 20
    guard posix_memalign(&memory, largePage, EventFile.segmentBytes) == 0, let memory else {
      return nil
    }
    madvise(memory, bytes, MADV_HUGEPAGE)
    let address = UInt(bitPattern: memory)
    self.init(memory.assumingMemoryBound(to: PackedCommand.self)) {
      free(UnsafeMutableRawPointer(bitPattern: address))
    }
    var done = 0
    while done < bytes {
      let count = pread(file, memory + done, bytes - done, offset + off_t(done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      done += count
    }
  }
}
