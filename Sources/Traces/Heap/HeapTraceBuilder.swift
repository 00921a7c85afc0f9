/// Turns the records of a trace into events, line by line.
struct HeapTraceBuilder {
  /// What is known of the trace but for its events.
  private(set) var trace: HeapTrace
  /// How many events there were.
  private(set) var eventCount = 0

  private var slots: LiveSlots
  /// The bytes of the block in each slot; 0 if it is vacant.
  private var sizes: [UInt64] = []

  /// A builder for a file of about `fileBytes` bytes.
  init(name: String, fileBytes: Int) {
    trace = HeapTrace(name: name)
    trace.totals.fileBytes = fileBytes
    slots = LiveSlots(fileBytes: fileBytes)
  }

  /// How many blocks were live at most.
  var slotCount: Int { slots.count }

  /// Reads a line and gives the events that it makes: none, one or two.
  mutating func add(_ line: LineReader.Line, _ take: (HeapEvent) -> Void) {
    trace.totals.lines = line.number
    if line.hasCarriageReturn { trace.totals.hasCarriageReturns = true }
    var thread: UInt64?
    let record = RepRecord.read(line.bytes, thread: &thread)
    if record.isCall { trace.totals.calls += 1 }
    switch record {
    case .blank: break
    case .header(let number):
      // A number that stands alone behind the first call is half of a damaged record.
      if eventCount == 0 {
        trace.totals.header.append(number)
      } else {
        skip(line, .notARecord)
      }
    case .allocate(let id, let size): allocate(id, size, line, .written, take)
    case .reallocate(let id, let size): reallocate(id, size, line, take)
    case .free(let id): free(id, line, .written, take)
    case .freeNull: append(.freeNull, 0, HeapEvent.noSlot, 0, line, .written, take)
    case .damaged(let reason): skip(line, reason)
    }
    if let thread {
      trace.totals.threadCount = max(trace.totals.threadCount ?? 0, thread &+ 1)
    }
  }

  private mutating func allocate(
    _ id: UInt64, _ size: UInt64, _ line: LineReader.Line, _ origin: HeapEvent.Origin,
    _ take: (HeapEvent) -> Void
  ) {
    if let missed = slots.close(id) {
      append(.free, id, missed, 0, line, .implied, take)
    }
    append(.allocate, id, slots.open(id), size, line, origin, take)
  }

  private mutating func reallocate(
    _ id: UInt64, _ size: UInt64, _ line: LineReader.Line, _ take: (HeapEvent) -> Void
  ) {
    guard let slot = slots.slot(of: id) else {
      return allocate(id, size, line, .reallocOfNothing, take)
    }
    if size == 0 {
      free(id, line, .reallocToZero, take)
    } else {
      append(.reallocate, id, slot, size, line, .written, take)
    }
  }

  private mutating func free(
    _ id: UInt64, _ line: LineReader.Line, _ origin: HeapEvent.Origin, _ take: (HeapEvent) -> Void
  ) {
    guard let slot = slots.close(id) else { return skip(line, .unknownFree) }
    append(.free, id, slot, 0, line, origin, take)
  }

  private mutating func append(
    _ kind: HeapEvent.Kind, _ id: UInt64, _ slot: UInt32, _ size: UInt64,
    _ line: LineReader.Line, _ origin: HeapEvent.Origin, _ take: (HeapEvent) -> Void
  ) {
    let event = HeapEvent(
      size: size, id: id, slot: slot, line: UInt32(truncatingIfNeeded: line.number), kind: kind,
      origin: origin)
    eventCount += 1
    trace.totals.add(event, replacing: kind == .freeNull ? 0 : replaceSize(in: slot, by: size))
    take(event)
  }

  /// The size that the block in a slot had so far.
  private mutating func replaceSize(in slot: UInt32, by size: UInt64) -> UInt64 {
    if Int(slot) == sizes.count { sizes.append(0) }
    let old = sizes[Int(slot)]
    sizes[Int(slot)] = size
    return old
  }

  private mutating func skip(_ line: LineReader.Line, _ reason: SkipReason) {
    trace.skipped.add(line, reason)
    trace.totals.skip(reason)
  }
}
