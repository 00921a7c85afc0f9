/// Hands out 4 KiB frames.
public protocol FrameAllocator: ~Copyable {
  /// A frame that nobody else has, or `nil` if there is none left.
  ///
  /// `memory` is where an allocator keeps what grows with the machine, such as a bitmap.
  mutating func allocateFrame<M: Memory & ~Copyable>(in memory: inout M) -> AllocatedFrame?
  where M.Address == PhysicalAddress, M.Fault == Never
}

/// Takes frames back.
public protocol FrameDeallocator: ~Copyable {
  /// Makes `frame` available again.
  mutating func deallocate<M: Memory & ~Copyable>(_ frame: Frame<Size4KiB>, in memory: inout M)
    throws(FrameFreeError) where M.Address == PhysicalAddress, M.Fault == Never
}

/// Why a frame cannot be freed.
public enum FrameFreeError: Error, Equatable, Sendable {
  /// The frame is free already: a double free.
  case alreadyFree(Frame<Size4KiB>)
  /// The allocator never had the frame: it is reserved, or beyond the memory.
  case notManaged(Frame<Size4KiB>)
}
