import MemoryCore

/// Which usable frames the allocator in charge has handed out, as it stands in RAM.
enum AllocatedFrames {
  /// Those of some ranges: the allocator of the boot hands out in order.
  case ranges([Range<UInt64>])
  /// Those whose bits are set.
  case bitmap(BitmapFrameAllocator, SimulatedMemory)

  /// Those of a machine.
  init(of machine: Machine) {
    switch machine.kernel.frames {
    case nil: self = .ranges([])
    case .bitmap(let allocator): self = .bitmap(allocator, machine.hardware.physical)
    case .bootInfo(let allocator, _):
      var left = allocator.allocatedCount
      var ranges: [Range<UInt64>] = []
      for region in machine.kernel.map.regions where region.kind == .usable && left > 0 {
        let count = min(left, region.frameCount)
        ranges.append(region.startFrame..<region.startFrame + count)
        left -= count
      }
      self = .ranges(ranges)
    }
  }

  /// The frames that the allocator keeps its bitmap in.
  var own: Range<UInt64> {
    guard case .bitmap(let allocator, _) = self else { return 0..<0 }
    let first = allocator.bitmap.rawValue >> 12
    return first..<first + BitmapFrameAllocator.bitmapFrameCount(for: allocator.frames)
  }

  /// How many frames of a stretch of usable ones are handed out.
  ///
  /// Untouched pages of the bitmap are passed over and the words of others counted, 64 frames at
  /// once: O(log n + touched words).
  func count(in frames: Range<UInt64>) -> UInt64 {
    switch self {
    case .ranges(let ranges):
      return ranges.reduce(0) { $0 + UInt64($1.clamped(to: frames).count) }
    case .bitmap(let allocator, let memory):
      guard !frames.isEmpty,
        let first = allocator.frames.ordinal(of: Frame(number: frames.lowerBound))
      else { return 0 }
      return Self.count(in: first..<first + UInt64(frames.count), allocator.bitmap, memory)
    }
  }

  /// The set bits of a bitmap that starts at a page, each page of which has 32,768.
  private static func count(
    in bits: Range<UInt64>, _ bitmap: PhysicalAddress, _ memory: SimulatedMemory
  ) -> UInt64 {
    let base = Frame<Size4KiB>(containing: bitmap)
    let end = base.advanced(by: (bits.upperBound - 1) >> 15 + 1)
    var at = bits.lowerBound
    var sum: UInt64 = 0
    while at < bits.upperBound,
      let page = memory.nextTouched(from: base.advanced(by: at >> 15), upTo: end)
    {
      let start = (page.number - base.number) << 15
      let wanted = max(at, start) - start..<min(bits.upperBound - start, 32_768)
      sum += memory.withPage(page) { count(in: wanted, $0) } ?? 0
      at = start + 32_768
    }
    return sum
  }

  /// The set bits in a range that is not empty.
  private static func count(in bits: Range<UInt64>, _ words: Span<UInt64>) -> UInt64 {
    let first = Int(bits.lowerBound >> 6)
    let last = Int((bits.upperBound - 1) >> 6)
    let head = UInt64.max << (bits.lowerBound & 63)
    let tail = UInt64.max >> (63 - (bits.upperBound - 1) & 63)
    if first == last { return UInt64((words[first] & head & tail).nonzeroBitCount) }
    var sum = (words[first] & head).nonzeroBitCount + (words[last] & tail).nonzeroBitCount
    for index in first + 1..<last { sum += words[index].nonzeroBitCount }
    return UInt64(sum)
  }
}
