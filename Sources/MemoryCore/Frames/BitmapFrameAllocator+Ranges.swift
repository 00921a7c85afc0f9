extension BitmapFrameAllocator {
  /// Allocates `count` frames in a row whose first is a multiple of `alignment` frames, at the
  /// lowest place, within the frame numbers of `range` if given; `nil` if there is none.
  ///
  /// The frames are the caller's to keep track of. O(n) in the frames below the place found.
  public mutating func allocateFrames<M: Memory & ~Copyable>(
    count: UInt64, alignment: UInt64 = 1, within range: Range<UInt64>? = nil,
    in memory: inout M
  ) -> Frame<Size4KiB>? where M.Address == PhysicalAddress, M.Fault == Never {
    precondition(count > 0 && alignment.isPowerOfTwo, "a range has frames and an alignment")
    guard count <= freeCount else { return nil }
    for run in frames.runs {
      let allowed = range.map { run.frames.clamped(to: $0) } ?? run.frames
      var start = allowed.lowerBound
      while true {
        start = start.alignedUp(to: alignment)
        guard start <= allowed.upperBound, allowed.upperBound - start >= count else { break }
        let ordinal = run.firstOrdinal + (start - run.frames.lowerBound)
        guard let taken = lastAllocated(from: ordinal, count: count, in: &memory) else {
          set(from: ordinal, count: count, in: &memory)
          memory.did(.frames(.allocate(count)))
          return Frame(number: start)
        }
        start += taken - ordinal + 1
      }
    }
    return nil
  }

  /// Marks `count` frames from `first` as allocated; all must be free and usable.
  public mutating func reserve<M: Memory & ~Copyable>(
    _ first: Frame<Size4KiB>, count: UInt64, in memory: inout M
  ) throws(FrameReserveError) where M.Address == PhysicalAddress, M.Fault == Never {
    guard count > 0 else { return }
    guard let ordinal = frames.ordinal(of: first), count <= frames.count - ordinal,
      frames.frame(ordinal: ordinal + count - 1).number == first.number + count - 1
    else { throw .notManaged(first) }
    if let taken = lastAllocated(from: ordinal, count: count, in: &memory) {
      throw .alreadyAllocated(frames.frame(ordinal: taken))
    }
    set(from: ordinal, count: count, in: &memory)
    memory.did(.frames(.mark(count)))
  }

  /// Frees `count` frames from `first`, or none of them if one cannot be freed. O(count).
  public mutating func deallocateFrames<M: Memory & ~Copyable>(
    _ first: Frame<Size4KiB>, count: UInt64, in memory: inout M
  ) throws(FrameFreeError) where M.Address == PhysicalAddress, M.Fault == Never {
    for n in 0..<count {
      let frame = first.advanced(by: n)
      switch isAllocated(frame, in: &memory) {
      case nil: throw .notManaged(frame)
      case false: throw .alreadyFree(frame)
      default: break
      }
    }
    for n in 0..<count { try deallocate(first.advanced(by: n), in: &memory) }
  }

  /// The highest allocated ordinal of a range, or `nil` if all of it is free.
  private func lastAllocated<M: Memory & ~Copyable>(
    from ordinal: UInt64, count: UInt64, in memory: inout M
  ) -> UInt64? where M.Address == PhysicalAddress, M.Fault == Never {
    memory.enter(.frameBitmap, at: bitmap.rawValue)
    var word = (ordinal + count - 1) / 64
    while true {
      let bits = memory.load(address(ofWord: word)) & mask(word, from: ordinal, count: count)
      if bits != 0 { return word * 64 + 63 - UInt64(bits.leadingZeroBitCount) }
      if word == ordinal / 64 { return nil }
      word -= 1
    }
  }

  private mutating func set<M: Memory & ~Copyable>(
    from ordinal: UInt64, count: UInt64, in memory: inout M
  ) where M.Address == PhysicalAddress, M.Fault == Never {
    memory.enter(.frameBitmap, at: bitmap.rawValue)
    for word in ordinal / 64...(ordinal + count - 1) / 64 {
      let old = memory.load(address(ofWord: word))
      memory.store(old | mask(word, from: ordinal, count: count), at: address(ofWord: word))
    }
    countAllocated(count)
  }

  /// The bits of a word that belong to the range.
  private func mask(_ word: UInt64, from ordinal: UInt64, count: UInt64) -> UInt64 {
    let low = max(ordinal, word * 64) - word * 64
    let high = min(ordinal + count, word * 64 + 64) - word * 64
    return (high == 64 ? .max : 1 << high &- 1) & ~(1 << low &- 1)
  }
}

/// Why frames cannot be reserved.
public enum FrameReserveError: Error, Equatable, Sendable {
  /// A frame of the range is allocated.
  case alreadyAllocated(Frame<Size4KiB>)
  /// The range is not within one run of usable memory.
  case notManaged(Frame<Size4KiB>)
}
