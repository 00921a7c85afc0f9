import MemoryCore
import Randomness
import Testing

@Suite struct UsableFramesTests {
  @Test(arguments: UInt64(1)...20)
  func ordinalsNumberTheFramesWithoutGaps(seed: UInt64) throws {
    let map = try MemoryMap(atRandom: seed)
    let frames = UsableFrames(of: map)
    let numbers = Set(
      map.regions.filter { $0.kind == .usable }.flatMap { $0.startFrame..<$0.endFrame })
    #expect(frames.count == UInt64(numbers.count))
    for (ordinal, number) in numbers.sorted().enumerated() {
      #expect(frames.frame(ordinal: UInt64(ordinal)).number == number)
      #expect(frames.ordinal(of: Frame(number: number)) == UInt64(ordinal))
    }
    for number in UInt64(0)..<3_000 where !numbers.contains(number) {
      #expect(frames.ordinal(of: Frame(number: number)) == nil)
    }
    for (left, right) in zip(frames.runs, frames.runs.dropFirst()) {
      #expect(left.frames.upperBound < right.frames.lowerBound)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func bootAllocatorHandsOutTheFramesOfTheMapInOrder(seed: UInt64) throws {
    let map = try MemoryMap(atRandom: seed)
    var memory = WordMemory(from: PhysicalAddress(0), size: 0)
    var allocator = BootInfoFrameAllocator(map: map)
    for number in 0..<map.usableFrameCount {
      #expect(allocator.allocatedCount == number)
      #expect(allocator.allocateFrame(in: &memory)?.take() == map.usableFrame(number: number))
    }
    #expect(map.usableFrame(number: map.usableFrameCount) == nil)
    for _ in 0..<3 { #expect(allocator.allocateFrame(in: &memory)?.take() == nil) }
    #expect(allocator.allocatedCount == map.usableFrameCount)
  }
}

extension MemoryMap {
  /// Up to 40 regions below frame 3,000, most of them usable; some are empty, some overlap.
  init(atRandom seed: UInt64) throws {
    self.init()
    var random = SplitMix64(seed: seed)
    for _ in 0..<UInt64.random(in: 0...40, using: &random) {
      let start = UInt64.random(in: 0..<2_900, using: &random)
      let end = start + .random(in: 0..<100, using: &random)
      let kind: MemoryRegion.Kind = random.next() % 4 == 0 ? .reserved : .usable
      try add(MemoryRegion(frames: start..<end, kind: kind))
    }
  }
}
