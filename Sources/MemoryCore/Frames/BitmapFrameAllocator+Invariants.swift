extension BitmapFrameAllocator {
  /// Counts the bitmap's zero bits and compares them with `freeCount`; also checks that the bits
  /// behind the last frame are zero. O(n/64).
  public func checkInvariants<M: Memory & ~Copyable>(in memory: inout M) -> BitmapDefect?
  where M.Address == PhysicalAddress, M.Fault == Never {
    var allocated: UInt64 = 0
    for word in 0..<(frames.count + 63) / 64 {
      let bits = memory.load(address(ofWord: word))
      let valid = min(64, frames.count - word * 64)
      if valid < 64, bits >> valid != 0 { return .bitsBeyondLastFrame }
      allocated += UInt64(bits.nonzeroBitCount)
    }
    guard frames.count - allocated == freeCount else {
      return .freeCount(counted: frames.count - allocated, kept: freeCount)
    }
    return nil
  }
}

/// How a bitmap contradicts its allocator.
public enum BitmapDefect: Equatable, Sendable {
  /// The number of zero bits differs from the number kept.
  case freeCount(counted: UInt64, kept: UInt64)
  /// A bit is set that belongs to no frame.
  case bitsBeyondLastFrame
}
