/// What a summary tells of a heap trace, counted while it is read.
///
/// Sizes are the requested bytes. A realloc replaces its block in one step, so peaks never hold
/// both the old and the new one.
struct TraceTotals: Equatable, Sendable {
  /// The numbers at the head of the file. Their meaning depends on the course that the file comes
  /// from, so none is relied on; see `promisedCalls`.
  var header: [UInt64] = []
  /// How many lines are calls, those of blocks that are not live among them.
  var calls = 0
  /// The highest thread number plus one, if the records have thread numbers.
  var threadCount: UInt64?
  /// Whether lines end with `\r\n`.
  var hasCarriageReturns = false
  /// The lines of the file.
  var lines = 0
  /// The bytes of the file.
  var fileBytes = 0

  private(set) var malloc = 0
  private(set) var reallocOfNothing = 0
  private(set) var realloc = 0
  private(set) var free = 0
  private(set) var reallocToZero = 0
  private(set) var duplicates = 0
  private(set) var nullFrees = 0
  private(set) var unknownFrees = 0
  private(set) var otherLines = 0
  private(set) var liveBlocks = 0
  private(set) var peakBlocks = 0
  private(set) var maxRequest: UInt64 = 0
  private(set) var bytesTotal: UInt128 = 0
  private(set) var liveBytes: UInt128 = 0
  private(set) var peakBytes: UInt128 = 0

  /// Counts an event, before which the block in its slot had `oldSize` bytes.
  mutating func add(_ event: HeapEvent, replacing oldSize: UInt64) {
    switch event.kind {
    case .allocate:
      if event.origin == .reallocOfNothing { reallocOfNothing += 1 } else { malloc += 1 }
      liveBlocks += 1
      place(event)
    case .reallocate:
      realloc += 1
      liveBytes -= UInt128(oldSize)
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
      liveBytes -= UInt128(oldSize)
    case .freeNull: nullFrees += 1
    }
  }

  /// Counts a record that cannot be used.
  mutating func skip(_ reason: SkipReason) {
    if reason == .unknownFree { unknownFrees += 1 } else { otherLines += 1 }
  }

  private mutating func place(_ event: HeapEvent) {
    liveBytes += UInt128(event.size)
    bytesTotal += UInt128(event.size)
    maxRequest = max(maxRequest, event.size)
    peakBytes = max(peakBytes, liveBytes)
    peakBlocks = max(peakBlocks, liveBlocks)
  }
}

extension TraceTotals {
  /// How many numbers at the head of a trace `words` have room for.
  static let headerLimit = 64

  /// The words that a cache file keeps; `nil` if they have no room for the numbers at the head.
  var words: [UInt64]? {
    guard header.count <= Self.headerLimit else { return nil }
    var words = Self.counts.map { UInt64(self[keyPath: $0]) }
    for sum in Self.sums {
      words += [UInt64(truncatingIfNeeded: self[keyPath: sum]), UInt64(self[keyPath: sum] >> 64)]
    }
    words += [maxRequest, threadCount == nil ? 0 : 1, threadCount ?? 0]
    words += [hasCarriageReturns ? 1 : 0, UInt64(header.count)] + header
    return words + [UInt64](repeating: 0, count: Self.headerLimit - header.count)
  }

  /// Takes `words` from the front of others; `nil` if they cannot be such.
  init?(taking words: inout ArraySlice<UInt64>) {
    for count in Self.counts {
      guard let value = words.popFirst().flatMap(Int.init(exactly:)) else { return nil }
      self[keyPath: count] = value
    }
    for sum in Self.sums {
      guard let low = words.popFirst(), let high = words.popFirst() else { return nil }
      self[keyPath: sum] = UInt128(high) << 64 | UInt128(low)
    }
    guard let maxRequest = words.popFirst(), let hasThreads = words.popFirst(),
      let threadCount = words.popFirst(), let hasCarriageReturns = words.popFirst(),
      let headerCount = words.popFirst().flatMap(Int.init(exactly:)),
      headerCount <= Self.headerLimit, words.count >= Self.headerLimit
    else { return nil }
    self.maxRequest = maxRequest
    self.threadCount = hasThreads == 0 ? nil : threadCount
    self.hasCarriageReturns = hasCarriageReturns != 0
    header = Array(words.prefix(headerCount))
    words = words.dropFirst(Self.headerLimit)
  }

  private static var counts: [WritableKeyPath<TraceTotals, Int>] {
    [
      \.malloc, \.reallocOfNothing, \.realloc, \.free, \.reallocToZero, \.duplicates, \.nullFrees,
      \.unknownFrees, \.otherLines, \.liveBlocks, \.peakBlocks, \.lines, \.fileBytes,
      \.calls,
    ]
  }

  private static var sums: [WritableKeyPath<TraceTotals, UInt128>] {
    [\.bytesTotal, \.liveBytes, \.peakBytes]
  }
}
