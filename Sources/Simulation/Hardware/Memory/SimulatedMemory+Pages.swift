public import MemoryCore

extension SimulatedMemory {
  /// Whether the frame reads as zeros because nothing was ever stored in it.
  public func isUntouched(_ frame: Frame<Size4KiB>) -> Bool {
    frame.start.rawValue >= size || block(of: frame.start.rawValue) == nil
  }

  /// The first touched frame from `frame` on that is below `end`; `nil` if there is none.
  ///
  /// Untouched memory is passed 2 MiB, 1 GiB, 512 GiB at a time.
  public func nextTouched(
    from frame: Frame<Size4KiB>, upTo end: Frame<Size4KiB>
  ) -> Frame<Size4KiB>? {
    nextTouched(from: frame.start.rawValue, upTo: end.start.rawValue)
  }

  /// Calls `body` with the 512 words of the frame and returns its result; `nil` if the frame is
  /// untouched.
  public func withPage<Result>(
    _ frame: Frame<Size4KiB>, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    guard frame.start.rawValue < size, let block = block(of: frame.start.rawValue) else {
      return nil
    }
    return withExtendedLifetime(self) {
      body(UnsafeBufferPointer(start: block.words, count: MemoryBlock.wordCount).span)
    }
  }

  /// Calls `body` with every touched frame and its 512 words, in the order of addresses.
  ///
  /// A touched page may still be all zeros.
  public func forEachTouchedPage(_ body: (Frame<Size4KiB>, Span<UInt64>) -> Void) {
    var from: UInt64 = 0
    while let frame = nextTouched(from: from, upTo: size) {
      _ = withPage(frame) { body(frame, $0) }
      from = frame.start.rawValue + 4096
    }
  }

  /// Stores `word` in `count` words from `address` on; does nothing beyond the size.
  ///
  /// Pages that zeros fill completely are untouched again. Zeros cost nothing where nothing was
  /// touched.
  public mutating func fill(from address: PhysicalAddress, count: UInt64, with word: UInt64) {
    precondition(address.isAligned(to: 8), "a word is aligned to 8 bytes")
    var start = address.rawValue
    let end = min(size, start + count * 8)
    while start < end {
      if word == 0 {
        guard let touched = nextTouched(from: start & ~0xfff, upTo: end) else { return }
        start = max(start, touched.start.rawValue)
      }
      let stop = min(end, (start & ~0xfff) + 4096)
      if word == 0, stop - start == 4096 {
        removeBlock(of: start)
      } else {
        let words = writableBlock(of: start).words + Int(start >> 3 & 511)
        stores.noteAll(of: Frame(number: start >> 12))
        words.update(repeating: word, count: Int(stop - start) / 8)
      }
      start = stop
    }
  }

  private func nextTouched(from start: UInt64, upTo end: UInt64) -> Frame<Size4KiB>? {
    var address = start
    let end = min(end, size)
    while address < end {
      guard let missing = shiftOfMissingBlock(at: address) else {
        return Frame(containing: PhysicalAddress(address))
      }
      address = (address >> missing + 1) << missing
    }
    return nil
  }

  /// The address bit of the table entry, the highest, where the way to the page ends; `nil` if
  /// the page is there.
  private func shiftOfMissingBlock(at address: UInt64) -> UInt64? {
    var block = top
    var shift = topShift
    while let below = MemoryBlock(at: block.words[Int(address >> shift & 511)]) {
      if shift == 12 { return nil }
      block = below
      shift -= 9
    }
    return shift
  }
}
