public import MemoryCore

/// Physical memory of the simulated machine: RAM, or RAM behind a recorder.
///
/// The requirements beyond `Memory` have defaults that suit a memory which wants to see every
/// access: no host pages, no interest in purposes.
public protocol PhysicalMemory: Memory where Address == PhysicalAddress, Fault == Never {
  /// The bytes of memory, a multiple of 4,096.
  ///
  /// Nothing answers above: a load gives all ones and a store is lost, as on a PC's bus.
  var size: UInt64 { get }

  /// The word at `address`, seen by an onlooker: not an access of the machine.
  func peek(_ address: PhysicalAddress) -> UInt64

  /// Calls `body` with the 512 words of a frame, seen by an onlooker, and returns its result; `nil`
  /// beyond the memory, and where nothing was ever stored if the memory knows that.
  func withPage<Result>(
    _ frame: Frame<Size4KiB>, _ body: (Span<UInt64>) -> Result
  ) -> Result?

  /// Says what the next access is for.
  mutating func willAccess(for purpose: AccessPurpose)

  /// Says that something begins which takes several events; returns what `end` is told.
  mutating func begin() -> Int

  /// Says what it was that began there.
  mutating func end(_ beginning: Int, _ event: @autoclosure () -> Event)

  /// Says what the accesses since the last event did, or that something happened without any.
  mutating func note(_ event: @autoclosure () -> Event)

  /// Stores `word` in `count` words from `address` on.
  mutating func fill(from address: PhysicalAddress, count: UInt64, with word: UInt64)

  /// The host's copy of a page, 512 words, for access without `load` and `store`; `nil` if
  /// every access has to come through them.
  ///
  /// The pointer is good for reading while `hostPageGeneration` stays the same; for writing, if
  /// asked for, while also `ownsHostPages()` is true.
  mutating func hostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>?

  /// Whether the host's page for reading stands for other frames too, as that of RAM in which
  /// nothing was stored can.
  func sharesHostPage(_ frame: Frame<Size4KiB>) -> Bool

  /// A host page as `hostPage` gives it, for someone who tells `notice(reading:count:)` or `notice(writing:count:)` of every
  /// word that it accesses there.
  mutating func noticedHostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>?

  /// Says that some words of a noticed host page are read.
  mutating func notice(reading words: UnsafeMutablePointer<UInt64>, count: Int)

  /// Says that some words of a noticed host page are written.
  mutating func notice(writing words: UnsafeMutablePointer<UInt64>, count: Int)

  /// A number that changes whenever a host page that was handed out may be another one now.
  ///
  /// Two memories with the same number have the same host pages.
  var hostPageGeneration: UInt64 { get }

  /// Whether the pages handed out for writing belong to this value alone, as they do until the
  /// value is copied.
  mutating func ownsHostPages() -> Bool
}

extension PhysicalMemory {
  /// The words that `peek` gives.
  public func withPage<Result>(
    _ frame: Frame<Size4KiB>, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    guard frame.start.rawValue < size else { return nil }
    let words = (0..<UInt64(512)).map { peek(frame.start + $0 * 8) }
    return body(words.span)
  }

  /// Does nothing.
  public mutating func willAccess(for purpose: AccessPurpose) {}

  /// Does nothing.
  @inline(__always)
  public mutating func begin() -> Int { 0 }

  /// Does nothing.
  @inline(__always)
  public mutating func end(_ beginning: Int, _ event: @autoclosure () -> Event) {}

  /// Does nothing.
  @inline(__always)
  public mutating func note(_ event: @autoclosure () -> Event) {}

  /// Stores word after word.
  public mutating func fill(from address: PhysicalAddress, count: UInt64, with word: UInt64) {
    for place in 0..<count { store(word, at: address + place * 8) }
  }

  /// Stores `word` in every word of `frames`.
  public mutating func fill(_ frames: Range<Frame<Size4KiB>>, with word: UInt64) {
    let bytes = frames.upperBound.start - frames.lowerBound.start
    fill(from: frames.lowerBound.start, count: bytes / 8, with: word)
  }

  /// `nil`.
  public mutating func hostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? { nil }

  /// Always false.
  public func sharesHostPage(_ frame: Frame<Size4KiB>) -> Bool { false }

  /// The page that needs no notice.
  public mutating func noticedHostPage(
    of frame: Frame<Size4KiB>, forWriting: Bool
  ) -> UnsafeMutablePointer<UInt64>? { hostPage(of: frame, forWriting: forWriting) }

  /// Does nothing.
  @inline(__always)
  public mutating func notice(reading words: UnsafeMutablePointer<UInt64>, count: Int) {}

  /// Does nothing.
  @inline(__always)
  public mutating func notice(writing words: UnsafeMutablePointer<UInt64>, count: Int) {}

  /// Always 0.
  public var hostPageGeneration: UInt64 { 0 }

  /// Always false.
  public mutating func ownsHostPages() -> Bool { false }
}
