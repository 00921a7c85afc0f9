public import MemoryCore

extension SimulatedMemory {
  /// Calls `body` with every frame that the two memories do not share, in the order of addresses,
  /// until it returns false.
  ///
  /// Frames that are shared have not been written since the one memory was copied from the other.
  /// The words of one that is not shared may still be the same. O(frames not shared).
  public func forEachUnsharedFrame(
    with other: SimulatedMemory, _ body: (Frame<Size4KiB>) -> Bool
  ) {
    precondition(size == other.size, "memories of one machine have one size")
    _ = Self.compare(top.word, other.top.word, height: topHeight, from: 0, body)
  }

  /// The words of a frame that are not the same in the other memory, in order. O(1).
  public func wordsDiffering(
    in frame: Frame<Size4KiB>, from other: SimulatedMemory
  ) -> [PhysicalAddress] {
    stride(from: frame.start.rawValue, to: frame.start.rawValue + Size4KiB.bytes, by: 8)
      .map { PhysicalAddress($0) }
      .filter { peek($0) != other.peek($0) }
  }

  /// Compares two blocks of the trees; false if `body` has had enough.
  private static func compare(
    _ first: UInt64, _ second: UInt64, height: Int, from number: UInt64,
    _ body: (Frame<Size4KiB>) -> Bool
  ) -> Bool {
    guard first != second else { return true }
    guard height > 0 else { return body(Frame(number: number)) }
    let (first, second) = (MemoryBlock(at: first), MemoryBlock(at: second))
    for place in 0..<MemoryBlock.wordCount {
      let below = number | UInt64(place) << UInt64(9 * (height - 1))
      let isWanted = compare(
        first?.words[place] ?? 0, second?.words[place] ?? 0, height: height - 1, from: below, body)
      if !isWanted { return false }
    }
    return true
  }

  private var topHeight: Int { Int(topShift - 3) / 9 }
}
