extension TraceSummary {
  /// The totals of a heap trace; linear time.
  ///
  /// Sizes are the requested bytes. A realloc replaces its block in one step, so peaks never hold
  /// both the old and the new one. Fields after `realloc` that would be 0 are left out.
  public init(_ trace: HeapTrace) {
    var heap = HeapTotals(slotCount: trace.slotCount)
    for event in trace.events { heap.replay(event) }
    var fields: [SummaryField] = [
      SummaryField("alloc", .count(heap.malloc + heap.reallocOfNothing)),
      SummaryField("free", .count(heap.free)),
      SummaryField("realloc", .count(heap.realloc)),
    ]
    let unknownFrees = trace.skipped.counts[.unknownFree, default: 0]
    let oddities = [
      ("alloc.malloc", heap.malloc), ("alloc.realloc_null", heap.reallocOfNothing),
      ("dup_alloc", heap.duplicates), ("null_free", heap.nullFrees),
      ("other_line", trace.skipped.count - unknownFrees), ("realloc_in_place", heap.realloc),
      ("realloc_zero_as_free", heap.reallocToZero), ("unknown_free", unknownFrees),
    ]
    fields += oddities.filter { $0.1 > 0 }.map { SummaryField($0.0, .count($0.1)) }
    fields += [
      SummaryField("bytes_total", .number(heap.bytesTotal)),
      SummaryField("peak_live_bytes", .number(heap.peakBytes)),
      SummaryField("peak_live_blocks", .count(heap.peakBlocks)),
      SummaryField("end_live_bytes", .number(heap.liveBytes)),
      SummaryField("end_live_blocks", .count(heap.liveBlocks)),
      SummaryField("max_request", .number(UInt128(heap.maxRequest))),
    ]
    if !trace.header.isEmpty {
      fields.append(SummaryField("header", .list(trace.header.map { .number(UInt128($0)) })))
    }
    switch trace.disagreement {
    case .missing(let count):
      fields.append(SummaryField("missing_operations", .number(UInt128(count))))
    case .surplus(let count):
      fields.append(SummaryField("surplus_operations", .number(UInt128(count))))
    case nil: break
    }
    if let threads = trace.threadCount {
      fields.append(SummaryField("threads", .number(UInt128(threads))))
    }
    if trace.hasCarriageReturns { fields.append(SummaryField("crlf", .flag(true))) }
    fields.append(SummaryField("lines", .count(trace.lines)))
    fields.append(SummaryField("file_bytes", .count(trace.fileBytes)))
    self.fields = fields
    notes = trace.notes
  }
}

/// A heap of which only the sizes are known.
private struct HeapTotals {
  private(set) var malloc = 0
  private(set) var reallocOfNothing = 0
  private(set) var realloc = 0
  private(set) var free = 0
  private(set) var reallocToZero = 0
  private(set) var duplicates = 0
  private(set) var nullFrees = 0
  private(set) var bytesTotal: UInt128 = 0
  private(set) var liveBytes: UInt128 = 0
  private(set) var peakBytes: UInt128 = 0
  private(set) var liveBlocks = 0
  private(set) var peakBlocks = 0
  private(set) var maxRequest: UInt64 = 0
  private var sizes: [UInt64]

  init(slotCount: Int) {
    sizes = [UInt64](repeating: 0, count: slotCount)
  }

  mutating func replay(_ event: HeapEvent) {
    switch event.kind {
    case .allocate:
      if event.origin == .reallocOfNothing { reallocOfNothing += 1 } else { malloc += 1 }
      liveBlocks += 1
      place(event)
    case .reallocate:
      realloc += 1
      liveBytes -= UInt128(sizes[Int(event.slot)])
      place(event)
    case .free:
      switch event.origin {
      case .implied: duplicates += 1
      case .reallocToZero:
        reallocToZero += 1
        free += 1
      case .written, .reallocOfNothing: free += 1
      }
      liveBlocks -= 1
      liveBytes -= UInt128(sizes[Int(event.slot)])
    case .freeNull: nullFrees += 1
    }
  }

  private mutating func place(_ event: HeapEvent) {
    sizes[Int(event.slot)] = event.size
    liveBytes += UInt128(event.size)
    bytesTotal += UInt128(event.size)
    maxRequest = max(maxRequest, event.size)
    peakBytes = max(peakBytes, liveBytes)
    peakBlocks = max(peakBlocks, liveBlocks)
  }
}
