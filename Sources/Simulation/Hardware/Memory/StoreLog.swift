import MemoryCore

/// Some frames, and which of them have had words changed: so that what is decoded from them need be
/// decoded again only then.
///
/// Page tables are what it is for. That a CPU sets accessed and dirty bits does not count: nothing
/// that is kept depends on them.
struct StoreLog: Sendable {
  /// The frames that have had words changed since the log was emptied, in no order.
  private(set) var changed: Set<UInt64> = []

  private var frames: Set<UInt64> = []
  /// The frame that was noted last: tables are filled word after word.
  private var last = UInt64.max

  private static let uncounted: UInt64 = 1 << 5 | 1 << 6

  /// Whether stores into any frame are logged.
  var isKept: Bool { !frames.isEmpty }

  /// Whether stores into a frame are logged.
  func isLogged(_ frame: Frame<Size4KiB>) -> Bool { frames.contains(frame.number) }

  /// Begins to log the stores into a frame; false if they are already.
  mutating func add(_ frame: Frame<Size4KiB>) -> Bool { frames.insert(frame.number).inserted }

  /// Logs stores into a frame no more.
  mutating func remove(_ frame: Frame<Size4KiB>) {
    frames.remove(frame.number)
    last = .max
  }

  /// Empties the log; the frames stay.
  mutating func empty() {
    changed.removeAll()
    last = .max
  }

  /// Notes a store.
  @inline(__always)
  mutating func note(_ address: PhysicalAddress, _ before: UInt64, _ after: UInt64) {
    guard (before ^ after) & ~Self.uncounted != 0 || before == 0 || after == 0 else { return }
    noteAll(of: Frame(containing: address))
  }

  /// Notes stores of any words of a frame.
  mutating func noteAll(of frame: Frame<Size4KiB>) {
    guard frame.number != last, frames.contains(frame.number) else { return }
    changed.insert(frame.number)
    last = frame.number
  }
}
