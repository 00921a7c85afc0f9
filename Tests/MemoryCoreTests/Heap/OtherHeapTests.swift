import MemoryCore
import Randomness
import Testing

/// What every heap has to keep to, whatever its policy.
@Suite struct HeapContractTests {
  private static let start = VirtualAddress(0x4444_4444_0000)
  private static let size: UInt64 = 64 << 10

  @Test(arguments: [UInt64(1), 2, 3])
  func bumpHeapKeepsBlocksApart(seed: UInt64) {
    var memory = WordMemory(from: Self.start, size: Self.size)
    useAtRandom(BumpHeap(start: Self.start, size: Self.size / 2), &memory, seed: seed)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func fixedBlockHeapKeepsBlocksApart(seed: UInt64) {
    var memory = WordMemory(from: Self.start, size: Self.size)
    let heap = FixedBlockHeap(start: Self.start, size: Self.size / 2, in: &memory)
    useAtRandom(heap, &memory, seed: seed)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func linkedListHeapKeepsBlocksApart(seed: UInt64) {
    var memory = WordMemory(from: Self.start, size: Self.size)
    let heap = LinkedListHeap(start: Self.start, size: Self.size / 2, in: &memory)
    useAtRandom(heap, &memory, seed: seed)
  }

  /// Allocates and frees; doubles the heap halfway. The owner of every byte is kept.
  private func useAtRandom<H: HeapAllocator>(
    _ heap: H, _ memory: inout WordMemory<VirtualAddress>, seed: UInt64
  ) {
    var heap = heap
    var random = SplitMix64(seed: seed)
    var blocks: [(address: VirtualAddress, layout: Layout)] = []
    var failures = 0
    for step in 0..<6_000 {
      if step == 3_000 {
        guard case .freed = heap.extend(by: Self.size / 2, in: &memory) else {
          Issue.record("an aligned extension was refused")
          return
        }
        #expect(heap.size == Self.size)
      }
      if !blocks.isEmpty, random.next() % 100 < (step % 600 < 300 ? 40 : 70) {
        let (address, layout) = blocks.remove(
          at: .random(in: 0..<blocks.count, using: &random))
        guard case .freed = heap.deallocate(address, layout, in: &memory) else {
          Issue.record("a block of the heap was refused")
          return
        }
      } else {
        let layout = Layout(
          size: .random(in: 0...(random.next() % 4 == 0 ? 4_000 : 200), using: &random),
          alignment: 1 << UInt64.random(in: 0...8, using: &random))
        guard let block = heap.allocate(layout, in: &memory) else {
          failures += 1
          continue
        }
        let found = block.address
        #expect(found.isAligned(to: layout.alignment))
        #expect(block.size >= layout.size)
        #expect(found >= heap.start && found + layout.size <= heap.end)
        #expect(
          blocks.allSatisfy {
            found + layout.size <= $0.address || $0.address + $0.layout.size <= found
          })
        blocks.append((found, layout))
      }
      #expect(heap.used <= heap.size)
    }
    #expect(failures > 0, "the heap has to have been full at times")
  }
}

@Suite struct BumpHeapTests {
  private var heap = BumpHeap(start: VirtualAddress(0x1_0000), size: 256)
  private var memory = WordMemory(from: VirtualAddress(0x1_0000), size: 0)

  @Test mutating func startsAgainOnlyWhenTheLastBlockIsBack() throws {
    let layout = Layout(size: 100, alignment: 8)
    let first = try #require(heap.allocate(layout, in: &memory))
    let second = try #require(heap.allocate(layout, in: &memory))
    #expect([first.address.rawValue, second.address.rawValue] == [0x1_0000, 0x1_0068])
    #expect(heap.allocate(layout, in: &memory) == nil)
    _ = heap.deallocate(first.address, layout, in: &memory)
    #expect(heap.allocate(layout, in: &memory) == nil)
    _ = heap.deallocate(second.address, layout, in: &memory)
    #expect(heap.allocate(layout, in: &memory)?.address == first.address)
  }

  @Test mutating func refusesBlocksThatItDoesNotHave() {
    let layout = Layout(size: 8, alignment: 8)
    guard case .refused = heap.deallocate(heap.start, layout, in: &memory) else {
      Issue.record("freed a block of an empty heap")
      return
    }
    #expect(heap.allocate(Layout(size: .max, alignment: 1 << 63), in: &memory) == nil)
  }

  @Test mutating func fillsToTheLastByteAndGrows() {
    #expect(heap.allocate(Layout(size: 256, alignment: 1), in: &memory) != nil)
    #expect(heap.free == 0)
    #expect(heap.allocate(Layout(size: 1, alignment: 1), in: &memory) == nil)
    _ = heap.extend(by: 16, in: &memory)
    #expect(heap.allocate(Layout(size: 16, alignment: 1), in: &memory)?.address == heap.start + 256)
  }
}

@Suite struct FixedBlockHeapTests {
  private static let start = VirtualAddress(0x4444_4444_0000)
  private var memory = WordMemory(from: Self.start, size: 16 << 10)
  private var heap: FixedBlockHeap

  init() { heap = FixedBlockHeap(start: Self.start, size: 16 << 10, in: &memory) }

  @Test(arguments: [
    (UInt64(0), UInt64(1), UInt64(8)), (8, 8, 8), (9, 1, 16), (100, 8, 128), (8, 256, 256),
    (2_048, 1, 2_048), (2_049, 1, nil), (1, 4_096, nil),
  ])
  func layoutsGoToTheSmallestListThatFits(size: UInt64, alignment: UInt64, block: UInt64?) {
    let list = FixedBlockHeap.listIndex(for: Layout(size: size, alignment: alignment))
    #expect(list.map { FixedBlockHeap.blockSizes[$0] } == block)
  }

  @Test mutating func freedBlocksComeBackLastInFirstOut() throws {
    let layout = Layout(size: 60, alignment: 4)
    let blocks = try (0..<3).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    for block in blocks { _ = heap.deallocate(block, layout, in: &memory) }
    #expect(heap.used == 0)
    let again = try (0..<3).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    #expect(again == blocks.reversed())
    #expect(heap.used == 192)
  }

  @Test mutating func blocksOfAListAreNoUseToAnother() throws {
    let small = Layout(size: 64, alignment: 64)
    var blocks: [VirtualAddress] = []
    while let block = heap.allocate(small, in: &memory) { blocks.append(block.address) }
    #expect(blocks.count == 256)
    for block in blocks { _ = heap.deallocate(block, small, in: &memory) }
    #expect(heap.free == heap.size)
    #expect(heap.allocate(Layout(size: 128, alignment: 8), in: &memory) == nil)
    #expect(heap.allocate(small, in: &memory) != nil)
  }

  @Test mutating func refusesTheBlockAtTheHeadOfItsList() throws {
    let layout = Layout(size: 32, alignment: 8)
    let block = try #require(heap.allocate(layout, in: &memory)).address
    _ = heap.deallocate(block, layout, in: &memory)
    #expect(
      heap.deallocate(block, layout, in: &memory)
        == .refused(.overlapsHole(Hole(address: block, size: 32))))
  }
}
