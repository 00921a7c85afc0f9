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
    var builder = HeapTraceBuilder(file)
    LineReader.withLines(of: file.bytes) { lines in
      while let line = lines.next() {
        builder.add(line)
      }
    }
    guard !builder.trace.events.isEmpty else {
      throw .noRecord(
        file: file.name, wanted: .rep, looksLike: TraceFormat.detect(file.bytes),
        first: builder.trace.skipped.first)
    }
    return builder.finished
  }
}

/// Turns the records of a trace into events, line by line.
private struct HeapTraceBuilder {
  private(set) var trace: HeapTrace
  private var slots: LiveSlots

  init(_ file: FileContents) {
    trace = HeapTrace(name: file.name, fileBytes: file.bytes.count)
    slots = LiveSlots(fileBytes: file.bytes.count)
    trace.events.reserveCapacity(file.bytes.count / 8)
  }

  var finished: HeapTrace {
    var trace = trace
    trace.slotCount = slots.count
    return trace
  }

  mutating func add(_ line: LineReader.Line) {
    trace.lines = line.number
    if line.hasCarriageReturn { trace.hasCarriageReturns = true }
    var thread: UInt64?
    switch RepRecord.read(line.bytes, thread: &thread) {
    case .blank: break
    case .header(let number):
      // A number that stands alone behind the first call is half of a damaged record.
      if trace.events.isEmpty {
        trace.header.append(number)
      } else {
        trace.skipped.add(line, .notARecord)
      }
    case .allocate(let id, let size): allocate(id, size, line, .written)
    case .reallocate(let id, let size): reallocate(id, size, line)
    case .free(let id): free(id, line, .written)
    case .freeNull: append(.freeNull, 0, HeapEvent.noSlot, 0, line, .written)
    case .damaged(let reason): trace.skipped.add(line, reason)
    }
    if let thread {
      trace.threadCount = max(trace.threadCount ?? 0, thread &+ 1)
    }
  }

  private mutating func allocate(
    _ id: UInt64, _ size: UInt64, _ line: LineReader.Line, _ origin: HeapEvent.Origin
  ) {
    if let missed = slots.close(id) {
      append(.free, id, missed, 0, line, .implied)
    }
    append(.allocate, id, slots.open(id), size, line, origin)
  }

  private mutating func reallocate(_ id: UInt64, _ size: UInt64, _ line: LineReader.Line) {
    guard let slot = slots.slot(of: id) else {
      return allocate(id, size, line, .reallocOfNothing)
    }
    if size == 0 {
      free(id, line, .reallocToZero)
    } else {
      append(.reallocate, id, slot, size, line, .written)
    }
  }

  private mutating func free(
    _ id: UInt64, _ line: LineReader.Line, _ origin: HeapEvent.Origin
  ) {
    guard let slot = slots.close(id) else { return trace.skipped.add(line, .unknownFree) }
    append(.free, id, slot, 0, line, origin)
  }

  private mutating func append(
    _ kind: HeapEvent.Kind, _ id: UInt64, _ slot: UInt32, _ size: UInt64,
    _ line: LineReader.Line, _ origin: HeapEvent.Origin
  ) {
    trace.events.append(
      HeapEvent(
        size: size, id: id, slot: slot, line: UInt32(truncatingIfNeeded: line.number), kind: kind,
        origin: origin))
  }
}
