/// Reads malloc-lab traces, as courses in the tradition of CS:APP hand them out.
///
/// Read are all headers (none, two or four numbers, each on its line), `\r\n`, thread numbers,
/// `f -1` as free(NULL), `r id 0` as free, `r` of an id that is not live as malloc, and ids that
/// are used again. Blocks that are never freed stay live.
public enum RepReader {
  /// Reads a trace in linear time.
  ///
  /// Records that cannot be used are skipped and counted; it is an error only if there is no
  /// other record.
  public static func read(_ file: FileContents) throws(ReadError) -> HeapTrace {
    var builder = HeapTraceBuilder(name: file.name, fileBytes: file.bytes.count)
    var events: [HeapEvent] = []
    events.reserveCapacity(file.bytes.count / 8)
    LineReader.withLines(of: file.bytes) { lines in
      while let line = lines.next() {
        builder.add(line) { events.append($0) }
      }
    }
    guard !events.isEmpty else {
      throw .noRecord(
        file: file.name, wanted: .rep, looksLike: TraceFormat.detect(file.bytes),
        first: builder.trace.skipped.first)
    }
    var trace = builder.trace
    trace.events = events
    trace.slotCount = builder.slotCount
    return trace
  }
}
