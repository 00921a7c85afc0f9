/// A frame allocator that keeps one bit for each usable frame in memory: 1 is allocated.
///
///      bitmap + 0    word 0: ordinals 63 ... 0
///      bitmap + 8    word 1: ordinals 127 ... 64
///
/// It hands out the lowest free frame. Memory that was never written reads as zero, which is
/// "free", so a machine of terabytes starts without touching its bitmap.
public struct BitmapFrameAllocator: FrameAllocator, FrameDeallocator, Sendable {
  /// The frames that the bitmap has bits for.
  public let frames: UsableFrames

  /// Where the bitmap starts; a multiple of 4 KiB.
  public let bitmap: PhysicalAddress

  /// How many frames are free.
  public private(set) var freeCount: UInt64

  /// No word below this one has a free frame.
  private var firstFreeWord: UInt64 = 0

  /// How many frames a bitmap for `frames` takes.
  public static func bitmapFrameCount(for frames: UsableFrames) -> UInt64 {
    max(1, (frames.count + 32_767) / 32_768)
  }

  /// An allocator with all of `frames` free, whose bitmap at `bitmap` reads as zero.
  ///
  /// The frames of the bitmap itself, if they are usable ones, are for the caller to allocate
  /// with `reserve`.
  public init(frames: UsableFrames, bitmap: PhysicalAddress) {
    precondition(bitmap.isAligned(to: Size4KiB.bytes), "a bitmap starts at a frame")
    self.frames = frames
    self.bitmap = bitmap
    freeCount = frames.count
  }

  /// The lowest free frame, or `nil` if all are allocated.
  ///
  /// O(1) amortised over a run of allocations, O(n/64) after a free far below.
  public mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    guard freeCount > 0 else { return nil }
    var index = firstFreeWord
    // Something may have written over the bitmap: then there are less free frames than counted.
    memory.enter(.frameBitmap, at: bitmap.rawValue)
    while index &* 64 < frames.count {
      let word = memory.load(address(ofWord: index))
      let bit = UInt64((~word).trailingZeroBitCount)
      if bit < 64, index &* 64 &+ bit < frames.count {
        memory.store(word | 1 << bit, at: address(ofWord: index))
        firstFreeWord = index
        freeCount &-= 1
        memory.did(.frames(.allocate(1)))
        return AllocatedFrame(frames.frame(ordinal: index &* 64 &+ bit))
      }
      index &+= 1
    }
    return nil
  }

  /// Frees one frame. O(log n) in the runs of memory.
  public mutating func deallocate<M: Memory & ~Copyable>(
    _ frame: Frame<Size4KiB>, in memory: inout M
  ) throws(FrameFreeError) where M.Address == PhysicalAddress, M.Fault == Never {
    guard let ordinal = frames.ordinal(of: frame) else { throw .notManaged(frame) }
    let at = address(ofWord: ordinal / 64)
    let mask = UInt64(1) << (ordinal % 64)
    memory.enter(.frameBitmap, at: bitmap.rawValue)
    let word = memory.load(at)
    guard word & mask != 0 else { throw .alreadyFree(frame) }
    memory.store(word & ~mask, at: at)
    freeCount &+= 1
    memory.did(.frames(.free(1)))
    firstFreeWord = min(firstFreeWord, ordinal / 64)
  }

  /// Whether a frame is allocated; `nil` if the bitmap has no bit for it.
  public func isAllocated<M: Memory & ~Copyable>(
    _ frame: Frame<Size4KiB>, in memory: inout M
  ) -> Bool? where M.Address == PhysicalAddress, M.Fault == Never {
    guard let ordinal = frames.ordinal(of: frame) else { return nil }
    memory.enter(.frameBitmap, at: bitmap.rawValue)
    return memory.load(address(ofWord: ordinal / 64)) >> (ordinal % 64) & 1 == 1
  }

  /// The address of word `index` of the bitmap: the one for ordinals from 64 times `index`.
  public func address(ofWord index: UInt64) -> PhysicalAddress {
    PhysicalAddress(unchecked: bitmap.rawValue &+ index &* 8)
  }

  mutating func countAllocated(_ frames: UInt64) { freeCount -= frames }
}
