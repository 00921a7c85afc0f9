extension TraceSummary {
  /// The totals of a heap trace. O(1).
  ///
  /// Sizes are the requested bytes. A realloc replaces its block in one step, so peaks never hold
  /// both the old and the new one. Fields after `realloc` that would be 0 are left out.
  public init(_ trace: HeapTrace) {
    self.init(trace.totals, notes: trace.notes)
  }

  /// The totals of a heap trace, and what has to be said of it.
  init(_ heap: TraceTotals, notes: [String]) {
    var fields: [SummaryField] = [
      SummaryField("alloc", .count(heap.malloc + heap.reallocOfNothing)),
      SummaryField("free", .count(heap.free)),
      SummaryField("realloc", .count(heap.realloc)),
    ]
    let oddities = [
      ("alloc.malloc", heap.malloc), ("alloc.realloc_null", heap.reallocOfNothing),
      ("dup_alloc", heap.duplicates), ("null_free", heap.nullFrees),
      ("other_line", heap.otherLines), ("realloc_in_place", heap.realloc),
      ("realloc_zero_as_free", heap.reallocToZero), ("unknown_free", heap.unknownFrees),
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
    if !heap.header.isEmpty {
      fields.append(SummaryField("header", .list(heap.header.map { .number(UInt128($0)) })))
    }
    switch heap.disagreement {
    case .missing(let count):
      fields.append(SummaryField("missing_operations", .number(UInt128(count))))
    case .surplus(let count):
      fields.append(SummaryField("surplus_operations", .number(UInt128(count))))
    case nil: break
    }
    if let threads = heap.threadCount {
      fields.append(SummaryField("threads", .number(UInt128(threads))))
    }
    if heap.hasCarriageReturns { fields.append(SummaryField("crlf", .flag(true))) }
    fields.append(SummaryField("lines", .count(heap.lines)))
    fields.append(SummaryField("file_bytes", .count(heap.fileBytes)))
    self.fields = fields
    self.notes = notes
  }
}
