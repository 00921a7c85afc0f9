public import MemoryCore

/// Memory that a step was about, as its outcome says.
public enum Place: Equatable, Sendable {
  /// Bytes of virtual memory: a block, pages, a byte that was translated.
  case virtual(VirtualAddress, bytes: UInt64)
  /// The free memory that a block was cut from or became part of.
  case hole(Hole)
  /// Frames in a row.
  case frames(Frame<Size4KiB>, count: UInt64)
  /// Bytes of physical memory that were accessed.
  case physical(PhysicalAddress, bytes: UInt64)
}

extension Outcome {
  /// Calls `visit` with every place that the step was about; first with those that it is about most
  /// of all.
  @inline(__always)
  public func forEachPlace(_ visit: (Place) -> Void) {
    switch self {
    case .boot(let outcome): outcome.forEachPlace(visit)
    case .heap(let outcome): outcome.forEachPlace(visit)
    case .frames(let outcome): outcome.forEachPlace(visit)
    case .paging(let outcome): outcome.forEachPlace(visit)
    case .access(let outcome): outcome.forEachPlace(visit)
    }
  }
}

extension Place {
  /// Whether an address, virtual or physical, is that of one of the bytes. A hole does not count:
  /// a step is about blocks, pages and frames.
  func holds(_ address: UInt64) -> Bool {
    func holds(_ start: UInt64, _ bytes: UInt64) -> Bool {
      start <= address && address - start < max(bytes, 1)
    }
    return switch self {
    case .virtual(let start, let bytes): holds(start.rawValue, bytes)
    case .hole: false
    case .frames(let first, let count): holds(first.start.rawValue, count * 4096)
    case .physical(let start, let bytes): holds(start.rawValue, bytes)
    }
  }
}
