public import MemoryCore

/// What a command on frames did.
public enum FramesOutcome: Equatable, Sendable {
  /// Frames were allocated.
  case allocated(first: Frame<Size4KiB>, count: UInt64)
  /// Frames were freed.
  case freed(first: Frame<Size4KiB>, count: UInt64)
}

extension FramesOutcome {
  func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .allocated(let first, let count), .freed(let first, let count):
      visit(.frames(first, count: count))
    }
  }
}
