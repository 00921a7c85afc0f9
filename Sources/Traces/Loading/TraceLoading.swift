import Glibc
public import Simulation

/// The reading of a heap trace in slices: from the cache, or from the file, which is then kept in
/// the cache.
///
/// What has been read can be used meanwhile. A cache file that turns out to be damaged is read
/// anew from the trace, from where it was good.
public final class TraceLoading {
  /// What the trace is called.
  public let name: String
  /// The commands that have been read.
  public private(set) var commands = PackedCommands()
  /// How many bytes of the file, or of its cached form, have been read.
  public private(set) var bytesRead = 0
  /// How many there are.
  public let totalBytes: Int
  /// Whether all has been read.
  public private(set) var isFinished = false
  /// What has to be said: of records that could not be used, of a header that promises another
  /// number of calls, of a cache that cannot be used.
  public private(set) var notices: [String] = []
  /// How many slots the blocks take so far; a session's own names come behind the largest number.
  public private(set) var slotCount = 0

  /// Where the trace is: from the root of the file system, or the name of one in the program.
  public let path: String

  private let cache: TraceCache?
  private var cached: CachedEvents?
  private var reader: HeapTraceReader?
  private var output: EventFile?

  /// Traces below this size are read as quickly as they are found in a cache.
  private static let cachedFrom = 1 << 20

  /// Opens a trace. Nothing is read but its first lines.
  public init(path: String, cache: TraceCache?) throws(TraceError) {
    name = path
    self.path =
      realpath(path, nil).map { place in
        defer { free(place) }
        return String(cString: place)
      } ?? path
    let file: TraceFile
    do { file = try TraceFile(path: path) } catch { throw .file(error) }
    totalBytes = Int(file.identity.size)
    self.cache = totalBytes >= Self.cachedFrom ? cache : nil
    if let cache = self.cache, let place = cache.path(of: path) {
      cache.removeAbandoned()
      cached = CachedEvents(path: place, of: file.identity)
    } else if self.cache != nil {
      notices.append("the cache folder \(cache?.folder ?? "") cannot be used; nothing is kept")
    }
    if cached == nil { startReading(file) }
  }

  /// A trace whose bytes are in memory; it is read at once.
  public init(_ contents: FileContents) throws(TraceError) {
    path = contents.name
    name = contents.name
    cache = nil
    totalBytes = contents.bytes.count
    let trace: HeapTrace
    do { trace = try RepReader.read(contents) } catch { throw .read(error) }
    for command in trace.packedCommands { commands.append(command) }
    slotCount = trace.slotCount
    bytesRead = totalBytes
    isFinished = true
    notices = trace.notes
  }

  /// Reads on: about `bytes` bytes.
  public func advance(atMost bytes: Int) throws(TraceError) {
    guard !isFinished else { return }
    if let cached {
      return try advance(cached)
    }
    guard let reader, let output else { return }
    do {
      try reader.advance(atMost: bytes) { output.append($0) }
    } catch {
      throw .file(error)
    }
    bytesRead = reader.position
    // Where a cache was damaged, its good part is what is being read again.
    if output.commands.count >= commands.count { commands = output.commands }
    slotCount = reader.slotCount
    if reader.isFinished { try finish(reader, output) }
  }

  private func advance(_ cached: CachedEvents) throws(TraceError) {
    slotCount = cached.header.slotCount
    if !cached.isWhole {
      guard cached.advance() else {
        notices.append("the cached form of the trace is damaged; it is made anew")
        self.cached = nil
        do { startReading(try TraceFile(path: path)) } catch { throw .file(error) }
        return
      }
      commands = cached.commands
      bytesRead = Int(Double(totalBytes) * Double(commands.count) / Double(cached.header.count))
    }
    if cached.isWhole {
      bytesRead = totalBytes
      isFinished = true
      notices += cached.header.notices
    }
  }

  private func startReading(_ file: TraceFile) {
    output = EventFile(path: cache?.path(of: path))
    reader = HeapTraceReader(file, name: path)
  }

  private func finish(_ reader: HeapTraceReader, _ output: EventFile) throws(TraceError) {
    isFinished = true
    if let error = reader.error { throw .read(error) }
    notices += reader.notes
    guard let cache, let place = cache.path(of: path) else { return output.abandon() }
    let wasKept = output.isKept
    if output.finish(reader.identity, slotCount: slotCount, notices: reader.notes) {
      cache.trim(keeping: place)
    } else {
      notices.append(
        wasKept
          ? "the cache could not be written; the trace will be read anew next time"
          : "the disk is too full for the cache; the trace lies in memory")
    }
    self.reader = nil
    self.output = nil
  }
}

/// Why a trace cannot be loaded.
public enum TraceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be taken in.
  case file(FileError)
  /// It holds nothing that could be used.
  case read(ReadError)

  /// One line that names the file and says what is wrong.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .read(let error): error.description
    }
  }
}
