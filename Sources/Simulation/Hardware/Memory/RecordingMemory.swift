public import MemoryCore

/// Physical memory that notes every access to it, in order.
///
/// It hands out no host pages, so that no access can pass it by. It holds the only reference to
/// the RAM until `finish()` gives that back: a second one would make every store copy its page.
///
/// One command can make billions of accesses: those beyond `Recording.budget` are only counted.
public struct RecordingMemory<Base: PhysicalMemory>: PhysicalMemory {
  /// What was seen so far.
  public private(set) var recording = Recording()

  private var base: Base
  private var purpose = AccessPurpose.kernel
  private var structure: RecordedAccess.Structure?

  /// Records what happens to `base` from now on.
  @inline(__always)
  public init(_ base: consuming Base) {
    self.base = base
    recording.reserve()
  }

  /// The memory that was recorded, and what was seen.
  @inline(__always)
  public consuming func finish() -> (Base, Recording) { (base, recording) }

  /// The bytes of the recorded memory.
  public var size: UInt64 { base.size }

  /// The word at `address`; not noted.
  public func peek(_ address: PhysicalAddress) -> UInt64 { base.peek(address) }

  /// See `PhysicalMemory`; not noted.
  public func withPage<Result>(
    _ frame: Frame<Size4KiB>, _ body: (Span<UInt64>) -> Result
  ) -> Result? { base.withPage(frame, body) }

  /// Holds for the next access only; without it an access is the kernel's.
  public mutating func willAccess(for purpose: AccessPurpose) {
    self.purpose = purpose
    base.willAccess(for: purpose)
  }

  /// Holds for the accesses that follow, but for those of the MMU.
  public mutating func enter(_ structure: MemoryStructure, at base: UInt64) {
    self.structure = RecordedAccess.Structure(base: base, kind: structure)
  }

  /// Notes the event.
  public mutating func did(_ event: @autoclosure () -> CoreEvent) {
    recording.note(event())
  }

  /// Notes the event.
  public mutating func note(_ event: @autoclosure () -> Event) { recording.note(event()) }

  /// Notes where something begins.
  public mutating func begin() -> Int { recording.begin() }

  /// Notes what it was that began.
  public mutating func end(_ beginning: Int, _ event: @autoclosure () -> Event) {
    recording.end(beginning, event())
  }

  /// The word at `address`; noted.
  public mutating func load(_ address: PhysicalAddress) -> UInt64 {
    let word = base.load(address)
    note(.load, address, word)
    return word
  }

  /// Replaces the word at `address`; noted with the word before.
  public mutating func store(_ word: UInt64, at address: PhysicalAddress) {
    note(.store(previous: base.peek(address)), address, word)
    base.store(word, at: address)
  }

  /// Fills as the recorded memory does; noted as `count` stores.
  public mutating func fill(from address: PhysicalAddress, count: UInt64, with word: UInt64) {
    let purpose = purpose
    let kept = min(count, UInt64(max(0, Recording.budget - recording.accesses.count)))
    for place in 0..<kept {
      let address = address + place * 8
      self.purpose = purpose
      note(.store(previous: base.peek(address)), address, word)
    }
    recording.omitted.count(Int(count - kept), for: purpose, isStore: true)
    self.purpose = .kernel
    base.fill(from: address, count: count, with: word)
  }

  @inline(__always)
  private mutating func note(
    _ kind: RecordedAccess.Kind, _ address: PhysicalAddress, _ word: UInt64
  ) {
    guard recording.accesses.count < Recording.budget else { return omit(kind) }
    recording.accesses.append(
      RecordedAccess(
        address: address, word: word, purpose: purpose, kind: kind, structure: structure))
    purpose = .kernel
  }

  /// Counts an access beyond the budget.
  @inline(never)
  private mutating func omit(_ kind: RecordedAccess.Kind) {
    recording.omitted.count(for: purpose, isStore: kind != .load)
    purpose = .kernel
  }
}

extension RecordingMemory: Sendable where Base: Sendable {}
