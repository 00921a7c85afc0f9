import Glibc
import Script
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
  /// How many there are; a file may grow while it is read. 0 for a pipe until its end.
  public private(set) var totalBytes: Int
  /// Whether all has been read, or the reading was stopped.
  public private(set) var isFinished = false
  /// What has to be said: of records that could not be used, of a header that promises another
  /// number of calls, of a cache that cannot be used.
  public private(set) var notices: [String] = []
  /// How many slots the blocks take so far; a session's own names come behind the largest number.
  public private(set) var slotCount = 0

  /// The totals of the trace; `nil` unless all has been read.
  public private(set) var summary: TraceSummary?

  /// Where the trace is: from the root of the file system, or the name of one in the program.
  public let path: String

  private let cache: TraceCache?
  /// Where the cache keeps it; `nil` if it cannot.
  private var place: String?
  private let file: TraceFile?
  private var cached: CachedEvents?
  private var reader: HeapTraceReader?
  private var output: EventFile?

  /// Traces below this size are read as quickly as they are found in a cache.
  private static let cachedFrom = 1 << 20
  private static let readAnew = "the trace will be read anew next time"

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
    self.file = file
    totalBytes = Int(file.identity.size)
    self.cache = totalBytes >= Self.cachedFrom ? cache : nil
    if let cache = self.cache {
      do throws(CacheError) {
        let place = try cache.place(of: self.path)
        cache.removeAbandoned()
        cached = CachedEvents(path: place, of: file.identity)
        self.place = place
      } catch {
        notices.append("\(error); \(Self.readAnew)")
      }
    }
    if cached == nil { startReading(file) }
  }

  /// A trace that an open file has from here on, as standard input; nothing of it is kept. Nothing is
  /// read but its first lines.
  public init(descriptor: Int32, name: String) throws(TraceError) {
    self.name = name
    path = name
    let file: TraceFile
    do { file = try TraceFile(dup(descriptor), path: name) } catch { throw .file(error) }
    self.file = file
    totalBytes = Int(file.identity.size)
    cache = nil
    startReading(file)
  }

  /// A trace whose bytes are in memory; it is read at once.
  public init(_ contents: FileContents) throws(TraceError) {
    path = contents.name
    name = contents.name
    cache = nil
    file = nil
    totalBytes = contents.bytes.count
    let trace: HeapTrace
    do { trace = try RepReader.read(contents) } catch { throw .read(error) }
    for command in trace.packedCommands { commands.append(command) }
    slotCount = trace.slotCount
    bytesRead = totalBytes
    isFinished = true
    summary = TraceSummary(trace)
    notices = trace.notes
  }

  /// Reads on: about `bytes` bytes.
  public func advance(atMost bytes: Int) throws(TraceError) {
    guard !isFinished else { return }
    if let cached {
      return advance(cached)
    }
    guard let reader, let output else { return }
    do {
      try reader.advance(atMost: bytes) { output.append($0) }
    } catch {
      throw .file(error)
    }
    bytesRead = reader.position
    totalBytes = reader.isFinished || file?.hasSize == true ? reader.size : 0
    // Where a cache was damaged, its good part is what is being read again.
    if output.commands.count >= commands.count {
      commands = output.commands
      slotCount = reader.slotCount
    }
    if reader.isFinished { try finish(reader, output) }
  }

  /// Ends the reading where it is. What has been read can be used as before; it is not kept.
  public func cancel() {
    guard !isFinished else { return }
    isFinished = true
    notices += reader?.notesSoFar ?? []
    let records = "\(NumberText.count(commands.count)) record\(commands.count == 1 ? "" : "s")"
    notices.append("the reading was stopped after \(records)")
    output?.abandon()
    (cached, reader, output) = (nil, nil, nil)
  }

  private func advance(_ cached: CachedEvents) {
    slotCount = cached.header.slotCount
    if !cached.isWhole {
      guard cached.advance() else {
        notices.append("the cached form of the trace is damaged; it is made anew")
        self.cached = nil
        if let file { startReading(file) }
        return
      }
      commands = cached.commands
      bytesRead = Int(Double(totalBytes) * Double(commands.count) / Double(cached.header.count))
    }
    if cached.isWhole {
      bytesRead = totalBytes
      isFinished = true
      summary = TraceSummary(cached.header.totals, notes: cached.header.notices)
      notices += cached.header.notices
    }
  }

  private func startReading(_ file: TraceFile) {
    output = EventFile(path: place)
    reader = HeapTraceReader(file, name: path)
  }

  private func finish(_ reader: HeapTraceReader, _ output: EventFile) throws(TraceError) {
    isFinished = true
    if let error = reader.error { throw .read(error) }
    summary = TraceSummary(reader.totals, notes: reader.notes)
    notices += reader.notes
    if let change = reader.change {
      // No version of the file is what was read.
      notices.append(change.description)
      return output.abandon()
    }
    keep(output, of: reader)
    self.reader = nil
    self.output = nil
  }

  /// Makes the commands a file of the cache.
  private func keep(_ output: EventFile, of reader: HeapTraceReader) {
    guard let cache, let place else { return }
    let header = EventFileHeader(
      identity: reader.identity, count: commands.count, slotCount: slotCount,
      totals: reader.totals, notices: reader.notes)
    guard let words = header.words else {
      output.abandon()
      notices.append(
        "more than \(TraceTotals.headerLimit) numbers at the head are not kept; \(Self.readAnew)")
      return
    }
    if output.finish(words) {
      cache.trim(keeping: place)
    } else {
      let error = CacheError.notWritten(folder: cache.folder, errno: output.failure)
      notices.append("\(error); \(Self.readAnew)")
    }
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
