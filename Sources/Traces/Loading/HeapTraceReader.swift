import Simulation

/// Reads a .rep trace a piece at a time.
final class HeapTraceReader {
  /// How many bytes have been read.
  private(set) var position = 0
  /// Whether the end was reached.
  private(set) var isFinished = false

  private let file: TraceFile
  private let name: String
  private var builder: HeapTraceBuilder
  /// The start of a line whose end has not been read.
  private var rest: [UInt8] = []
  private var lines = 0

  init(_ file: TraceFile, name: String) {
    self.file = file
    self.name = name
    builder = HeapTraceBuilder(name: name, fileBytes: Int(file.identity.size))
  }

  var identity: FileIdentity { file.identity }
  /// How many bytes there are to read, as far as is known by now.
  var size: Int { max(position, file.size) }
  /// What happened to the file while it was read to its end; `nil` if nothing did.
  var change: FileChange? { file.change(afterReading: position) }
  var slotCount: Int { builder.slotCount }
  /// What is to be said of what has been read.
  var notes: [String] { builder.trace.notes }
  /// The same, but for what only the end can tell.
  var notesSoFar: [String] { [builder.trace.skipped.notice].compactMap { $0 } }

  /// What is counted of the trace so far.
  var totals: TraceTotals {
    var totals = builder.trace.totals
    totals.fileBytes = position
    return totals
  }

  /// Why the trace cannot be used; `nil` if it can.
  var error: ReadError? {
    guard builder.eventCount == 0 else { return nil }
    return .noRecord(
      file: name, wanted: .rep, looksLike: TraceFormat.detect(file.start),
      first: builder.trace.skipped.first)
  }

  /// Reads about `count` bytes and gives out what they say.
  func advance(atMost count: Int, _ take: (PackedCommand) -> Void) throws(FileError) {
    guard let piece = try file.next(atMost: count) else { return }
    position += piece.count
    if piece.isEmpty {
      isFinished = true
      read(rest, take)
      rest = []
      return
    }
    // Only the new bytes are looked at: a line may be longer than any piece.
    guard let newline = piece.lastIndex(of: 0x0a) else {
      rest += piece
      return
    }
    rest += piece[...newline]
    read(rest, take)
    rest = Array(piece[(newline + 1)...])
  }

  private func read(_ text: [UInt8], _ take: (PackedCommand) -> Void) {
    text.withUnsafeBytes { bytes in
      var reader = LineReader(bytes, firstLine: lines + 1)
      while let line = reader.next() { builder.add(line) { take($0.packed) } }
      lines = reader.count
    }
  }
}
