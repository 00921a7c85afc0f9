import MemoryCore
import Randomness
import Testing

@Suite struct BitmapFrameAllocatorTests {
  /// The bitmap lies where no run of usable frames is.
  private static let bitmap = PhysicalAddress(0x1000_0000)

  private var memory = WordMemory(from: Self.bitmap, size: 64 << 10)
  private var allocator: BitmapFrameAllocator

  /// Every usable frame's number.
  private let usable: Set<UInt64>

  /// Runs of 100, 1, 320 and 4,000 frames, with gaps, from regions that touch and overlap.
  init() throws {
    var map = MemoryMap()
    for (frames, kind) in [
      (UInt64(16)..<100, MemoryRegion.Kind.usable), (100..<116, .usable), (117..<118, .usable),
      (118..<130, .reserved), (256..<512, .usable), (384..<576, .usable), (400..<410, .usable),
      (600..<610, .kernel), (700..<4_700, .usable),
    ] {
      try map.add(MemoryRegion(frames: frames, kind: kind))
    }
    let frames = UsableFrames(of: map)
    allocator = BitmapFrameAllocator(frames: frames, bitmap: Self.bitmap)
    usable = Set(frames.runs.flatMap { Array($0.frames) })
  }

  @Test func runsAreJoinedRegions() {
    let runs = allocator.frames.runs
    #expect(runs.map(\.frames) == [16..<116, 117..<118, 256..<576, 700..<4_700])
    #expect(runs.map(\.firstOrdinal) == [0, 100, 101, 421])
    #expect(allocator.frames.count == 4_421)
  }

  @Test mutating func handsOutEveryFrameOnceFromTheLowestUp() {
    var found: [UInt64] = []
    while let frame = allocator.allocateFrame(in: &memory) { found.append(frame.take().number) }
    #expect(found == usable.sorted())
    #expect(allocator.freeCount == 0)
    #expect(allocator.allocateFrames(count: 1, in: &memory) == nil)
    #expect(allocator.checkInvariants(in: &memory) == nil)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  mutating func agreesWithASet(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var free = usable
    for step in 0..<2_000 {
      switch random.next() % 10 {
      case 0...2: allocateOne(&free)
      case 3...5: allocateMany(&free, &random)
      case 6: try reserve(&free, &random)
      case 7: try freeRange(&free, &random)
      default: try freeOne(&free, &random)
      }
      #expect(allocator.freeCount == UInt64(free.count))
      if step % 100 == 0 { expectInvariants(free) }
    }
    for number in usable.subtracting(free).shuffled(using: &random) {
      try allocator.deallocate(Frame(number: number), in: &memory)
    }
    expectInvariants(usable)
    #expect(memory == WordMemory(from: Self.bitmap, size: 64 << 10))
  }

  private mutating func expectInvariants(_ free: Set<UInt64>) {
    #expect(allocator.checkInvariants(in: &memory) == nil)
    for number in UInt64(0)..<4_800 {
      let expected = usable.contains(number) ? !free.contains(number) : nil
      if allocator.isAllocated(Frame(number: number), in: &memory) != expected {
        Issue.record("frame \(number) should be \(String(describing: expected))")
      }
    }
  }

  private mutating func allocateOne(_ free: inout Set<UInt64>) {
    let frame = allocator.allocateFrame(in: &memory)?.take()
    let expected = free.min()
    #expect(frame?.number == expected)
    if let expected { free.remove(expected) }
  }

  private mutating func allocateMany(_ free: inout Set<UInt64>, _ random: inout SplitMix64) {
    let count = UInt64.random(in: 1...(random.next() % 8 == 0 ? 600 : 40), using: &random)
    let alignment: UInt64 = 1 << UInt64.random(in: 0...9, using: &random)
    let frame = allocator.allocateFrames(count: count, alignment: alignment, in: &memory)
    let expected = stride(from: UInt64(0), to: 4_700, by: Int(alignment)).first { start in
      (start..<start + count).allSatisfy(free.contains)
    }
    #expect(frame?.number == expected)
    if let expected { free.subtract(expected..<expected + count) }
  }

  private mutating func reserve(_ free: inout Set<UInt64>, _ random: inout SplitMix64) throws {
    let frames = range(&random)
    let first = Frame<Size4KiB>(number: frames.lowerBound)
    let count = UInt64(frames.count)
    if !frames.allSatisfy(usable.contains) {
      #expect(throws: FrameReserveError.notManaged(first)) {
        try allocator.reserve(first, count: count, in: &memory)
      }
    } else if let last = frames.last(where: { !free.contains($0) }) {
      #expect(throws: FrameReserveError.alreadyAllocated(Frame(number: last))) {
        try allocator.reserve(first, count: count, in: &memory)
      }
    } else {
      try allocator.reserve(first, count: count, in: &memory)
      free.subtract(frames)
    }
  }

  private mutating func freeRange(_ free: inout Set<UInt64>, _ random: inout SplitMix64) throws {
    let frames = range(&random)
    let first = Frame<Size4KiB>(number: frames.lowerBound)
    let count = UInt64(frames.count)
    if let wrong = frames.first(where: { error(freeing: $0, free) != nil }) {
      let expected = try #require(error(freeing: wrong, free))
      #expect(throws: expected) {
        try allocator.deallocateFrames(first, count: count, in: &memory)
      }
    } else {
      try allocator.deallocateFrames(first, count: count, in: &memory)
      free.formUnion(frames)
    }
  }

  private mutating func freeOne(_ free: inout Set<UInt64>, _ random: inout SplitMix64) throws {
    let number = UInt64.random(in: 0..<4_800, using: &random)
    let frame = Frame<Size4KiB>(number: number)
    if let error = error(freeing: number, free) {
      #expect(throws: error) { try allocator.deallocate(frame, in: &memory) }
    } else {
      try allocator.deallocate(frame, in: &memory)
      free.insert(number)
    }
  }

  /// Why a frame cannot be freed; `nil` if it can.
  private func error(freeing number: UInt64, _ free: Set<UInt64>) -> FrameFreeError? {
    if !usable.contains(number) { return .notManaged(Frame(number: number)) }
    return free.contains(number) ? .alreadyFree(Frame(number: number)) : nil
  }

  private func range(_ random: inout SplitMix64) -> Range<UInt64> {
    let start = UInt64.random(in: 0..<4_800, using: &random)
    return start..<start + .random(in: 1...(random.next() % 8 == 0 ? 200 : 8), using: &random)
  }

  @Test mutating func reservingMoreThanThereIsNamesTheFirstFrame() {
    for count in [UInt64(4_001), 1 << 40, .max] {
      #expect(throws: FrameReserveError.notManaged(Frame(number: 700))) {
        try allocator.reserve(Frame(number: 700), count: count, in: &memory)
      }
    }
    #expect(allocator.freeCount == 4_421)
  }

  @Test mutating func defectsAreFound() {
    memory.store(1, at: allocator.address(ofWord: 3))
    #expect(
      allocator.checkInvariants(in: &memory) == .freeCount(counted: 4_420, kept: 4_421))
    memory.store(0, at: allocator.address(ofWord: 3))
    memory.store(1 << 63, at: allocator.address(ofWord: 4_421 / 64))
    #expect(allocator.checkInvariants(in: &memory) == .bitsBeyondLastFrame)
  }
}
