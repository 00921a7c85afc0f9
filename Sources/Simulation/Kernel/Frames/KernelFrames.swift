public import MemoryCore

/// The frame allocator in charge: during the boot the one that only hands out, then the bitmap.
public enum KernelFrames: FrameAllocator, Sendable {
  /// The usable frames in order.
  case bootInfo(BootInfoFrameAllocator, total: UInt64)
  /// Any frame, and back.
  case bitmap(BitmapFrameAllocator)

  /// How many frames are left.
  public var freeCount: UInt64 {
    switch self {
    case .bootInfo(let allocator, let total): total - allocator.allocatedCount
    case .bitmap(let allocator): allocator.freeCount
    }
  }

  /// A frame of the allocator in charge.
  public mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    switch self {
    case .bootInfo(var allocator, let total):
      let frame = allocator.allocateFrame(in: &memory)
      self = .bootInfo(allocator, total: total)
      return frame
    case .bitmap(var allocator):
      let frame = allocator.allocateFrame(in: &memory)
      self = .bitmap(allocator)
      return frame
    }
  }

  /// Frames in a row whose first is a multiple of `alignment` frames; `nil` if there are none.
  ///
  /// The boot-info allocator cannot search: it passes over frames, for good, until the next ones
  /// fit.
  mutating func allocateRun<P: PhysicalMemory>(
    count: UInt64, alignment: UInt64, within range: Range<UInt64>? = nil, in memory: inout P
  ) -> Frame<Size4KiB>? {
    switch self {
    case .bootInfo(var allocator, let total):
      var run: Range<UInt64> = 0..<0
      while UInt64(run.count) < count {
        guard let frame = allocator.allocateFrame(in: &memory)?.take() else { return nil }
        if frame.number == run.upperBound, !run.isEmpty {
          run = run.lowerBound..<frame.number + 1
        } else {
          run = frame.number % alignment == 0 ? frame.number..<frame.number + 1 : 0..<0
        }
        if let range, !range.contains(frame.number) { run = 0..<0 }
      }
      self = .bootInfo(allocator, total: total)
      return Frame(number: run.lowerBound)
    case .bitmap(var allocator):
      let first =
        if count == 1, alignment == 1, range == nil {
          allocator.allocateFrame(in: &memory)?.take()
        } else {
          allocator.allocateFrames(
            count: count, alignment: alignment, within: range, in: &memory)
        }
      self = .bitmap(allocator)
      return first
    }
  }
}
