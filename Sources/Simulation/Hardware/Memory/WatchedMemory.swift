public import MemoryCore

/// Physical memory with watchpoints: it notes whether some words are read or written, and lets
/// everything else pass at full speed.
///
/// Frames with a watched word give out no host pages, so that all accesses to them come through
/// here; but if there is one only, its page goes to those who give notice of their accesses. The
/// reads and writes seen are those that `RecordingMemory` would note.
public struct WatchedMemory<Base: PhysicalMemory>: PhysicalMemory {
  /// Whether a watched word was read or written since `forget()`.
  public private(set) var wasTouched = false
  /// Whether a watched word was written since `forget()`.
  public private(set) var wasWritten = false

  private var base: Base
  /// The watched bytes by frame number, sorted.
  private let watched: [(frame: UInt64, bytes: Range<UInt64>)]
  /// Where the host has the watched words of the only frame that has some; empty while nobody was
  /// given its page.
  private var window: Range<UInt> = 0..<0
  /// The generation of host pages to which the window belongs.
  private var windowGeneration: UInt64 = 0

  /// Watches the words of some ranges of bytes.
  public init(_ base: consuming Base, watching ranges: [Range<UInt64>]) {
    self.base = base
    var watched: [(frame: UInt64, bytes: Range<UInt64>)] = []
    for range in ranges where !range.isEmpty {
      for frame in range.lowerBound >> 12...(range.upperBound - 1) >> 12 {
        let bytes = range.clamped(to: frame << 12..<(frame + 1) << 12)
        watched.append((frame, bytes.lowerBound & ~7..<(bytes.upperBound + 7) & ~7))
      }
    }
    self.watched = watched.sorted { $0.frame < $1.frame }
  }

  /// The memory without watchpoints.
  public consuming func finish() -> Base { base }

  /// Starts anew: nothing has been touched.
  public mutating func forget() { (wasTouched, wasWritten) = (false, false) }

  /// The bytes of memory.
  public var size: UInt64 { base.size }

  /// The word at `address`; not noted.
  public func peek(_ address: PhysicalAddress) -> UInt64 { base.peek(address) }

  /// See `PhysicalMemory`; not noted.
  public func withPage<Result>(
    _ frame: Frame<Size4KiB>, _ body: (Span<UInt64>) -> Result
  ) -> Result? { base.withPage(frame, body) }

  /// Passes on.
  public mutating func willAccess(for purpose: AccessPurpose) { base.willAccess(for: purpose) }

  /// The word at `address`.
  public mutating func load(_ address: PhysicalAddress) -> UInt64 {
    if isWatched(address) { wasTouched = true }
    return base.load(address)
  }

  /// Replaces the word at `address`.
  public mutating func store(_ word: UInt64, at address: PhysicalAddress) {
    if isWatched(address) { (wasTouched, wasWritten) = (true, true) }
    base.store(word, at: address)
    closeOldWindow()
  }

  /// Fills as the memory does.
  public mutating func fill(from address: PhysicalAddress, count: UInt64, with word: UInt64) {
    let filled = address.rawValue..<address.rawValue + count * 8
    if watched.contains(where: { $0.bytes.overlaps(filled) }) {
      (wasTouched, wasWritten) = (true, true)
    }
    base.fill(from: address, count: count, with: word)
    closeOldWindow()
  }

  /// The memory's page, unless a word of it is watched.
  public mutating func hostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? {
    guard !isWatched(frame) else { return nil }
    defer { closeOldWindow() }
    return base.hostPage(of: frame, forWriting: forWriting)
  }

  /// The memory's page; of several watched frames none, nor one that stands for other frames too.
  public mutating func noticedHostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? {
    guard watched.count == 1, watched[0].frame == frame.number else {
      guard !isWatched(frame) else { return nil }
      defer { closeOldWindow() }
      return base.noticedHostPage(of: frame, forWriting: forWriting)
    }
    guard forWriting || !base.sharesHostPage(frame),
      let words = base.noticedHostPage(of: frame, forWriting: forWriting)
    else { return nil }
    let bytes = watched[0].bytes
    let start = UInt(bitPattern: words) + UInt(bytes.lowerBound & 0xfff)
    window = start..<start + UInt(bytes.upperBound - bytes.lowerBound)
    windowGeneration = base.hostPageGeneration
    return words
  }

  /// Notes a read of watched words.
  @inline(__always)
  public mutating func notice(reading words: UnsafeMutablePointer<UInt64>, count: Int) {
    if isInWindow(words, count) { wasTouched = true }
  }

  /// Notes a write of watched words.
  @inline(__always)
  public mutating func notice(writing words: UnsafeMutablePointer<UInt64>, count: Int) {
    if isInWindow(words, count) { (wasTouched, wasWritten) = (true, true) }
  }

  @inline(__always)
  private func isInWindow(_ words: UnsafeMutablePointer<UInt64>, _ count: Int) -> Bool {
    let start = UInt(bitPattern: words)
    return start < window.upperBound && start &+ UInt(count) &* 8 > window.lowerBound
  }

  /// What pages were given out is forgotten as soon as one of them may be another one.
  private mutating func closeOldWindow() {
    if base.hostPageGeneration != windowGeneration { window = 0..<0 }
  }

  /// The memory's number.
  public var hostPageGeneration: UInt64 { base.hostPageGeneration }

  /// As the memory.
  public mutating func ownsHostPages() -> Bool { base.ownsHostPages() }

  private func isWatched(_ frame: Frame<Size4KiB>) -> Bool {
    let at = firstIndex(atOrAfter: frame.number)
    return at < watched.count && watched[at].frame == frame.number
  }

  private func isWatched(_ address: PhysicalAddress) -> Bool {
    let frame = address.rawValue >> 12
    var at = firstIndex(atOrAfter: frame)
    while at < watched.count, watched[at].frame == frame {
      if watched[at].bytes.contains(address.rawValue) { return true }
      at += 1
    }
    return false
  }

  private func firstIndex(atOrAfter frame: UInt64) -> Int {
    watched.partitioningIndex { $0.frame >= frame }
  }
}

extension WatchedMemory: Sendable where Base: Sendable {}

extension Hardware {
  /// The same machine with watchpoints on some ranges of physical bytes.
  public consuming func watching(_ ranges: [Range<UInt64>]) -> Hardware<WatchedMemory<Physical>> {
    Hardware<WatchedMemory<Physical>>(self, memory: WatchedMemory(ram, watching: ranges))
  }
}
