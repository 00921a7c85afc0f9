import MemoryCore
import Randomness
import Testing

@Suite struct TLSFHeapTests {
  private static let start = VirtualAddress(0x4444_4444_0000)

  @Test func everyBlockOfTheClassSearchedForFits() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20_000 {
      let size = random.next() >> UInt64.random(in: 32...63, using: &random)
      guard let searched = TLSFClass(searching: size) else { continue }
      // The smallest size of the class: no smaller size is in it.
      let floor = smallest(in: searched)
      #expect(TLSFClass(inserting: floor) == searched)
      #expect(floor + (size < 256 ? 7 : 0) >= size)
      #expect(TLSFClass(inserting: size) == searched || size > smallest(in: .init(inserting: size)))
    }
    #expect(TLSFClass(searching: 1 << 32) == nil)
    #expect(TLSFClass(inserting: 1 << 40) == TLSFClass(inserting: (1 << 32) - 8))
  }

  @Test func classesAreThoseOfThePaper() {
    var random = SplitMix64(seed: 6)
    let edges = (3..<64).flatMap { [(1 << $0) - 8, 1 << $0, (1 << $0) + 8] as [UInt64] }
    for size in edges + (0..<20_000).map({ random.next() >> UInt64($0 % 64) & ~7 }) {
      let found = TLSFClass(inserting: size)
      if size < 256 {
        #expect(found == TLSFClass(first: 0, second: size / 8))
      } else if size >= 1 << 32 {
        #expect(found == TLSFClass(first: 24, second: 31))
        #expect(TLSFClass(searching: size) == nil)
      } else {
        let (log2, part) = TLSFClass.twoLevels(of: size, secondLog2: 5)
        #expect(found == TLSFClass(first: log2 - 7, second: part))
      }
    }
  }

  @Test func theFirstOfAListHasNoneBeforeIt() throws {
    var memory = WordMemory(from: Self.start, size: 32 << 10)
    var heap = TLSFHeap(start: Self.start, size: 32 << 10, in: &memory)
    let layout = Layout(size: 40, alignment: 8)
    let block = try #require(heap.allocate(layout, in: &memory)).address
    let hole = try #require(heap.holes(in: &memory).first).address
    memory.store(block.rawValue - 16, at: hole + 8)
    #expect(heap.allocate(layout, in: &memory) == nil)
    #expect(heap.isDamaged)
    #expect(heap.used == 48)
  }

  private func smallest(in list: TLSFClass) -> UInt64 {
    list.first == 0 ? list.second * 8 : (32 + list.second) << (list.first + 2)
  }

  @Test func alignedBlocksLeaveABlockInFront() throws {
    var memory = WordMemory(from: Self.start, size: 32 << 10)
    var heap = TLSFHeap(start: Self.start, size: 32 << 10, in: &memory)
    for alignment: UInt64 in [16, 64, 1_024, 4_096] {
      let layout = Layout(size: 40, alignment: alignment)
      let block = try #require(heap.allocate(layout, in: &memory))
      #expect(block.address.isAligned(to: alignment))
      #expect(heap.checkInvariants(in: &memory) == nil)
    }
    #expect(heap.blocks(in: &memory).allSatisfy { $0.memory.size >= 24 })
  }

  @Test func aPoolMayHaveItsControlElsewhere() {
    let pool = Self.start + 8_192
    var memory = WordMemory(from: Self.start, size: 16_384)
    var heap = TLSFHeap(pool: pool, size: 4_096, control: Self.start, in: &memory)
    #expect(heap.holes(in: &memory) == [Hole(address: pool + 8, size: 4_080)])
    #expect(heap.allocate(Layout(size: 100, alignment: 8), in: &memory)?.address == pool + 8)
    _ = heap.extend(by: 4_096, in: &memory)
    #expect(heap.holes(in: &memory) == [Hole(address: pool + 120, size: 8_064)])
    #expect(heap.checkInvariants(in: &memory) == nil)
  }
}

@Suite struct BuddyHeapTests {
  private static let start = VirtualAddress(0x4444_4440_0000)
  private var memory = WordMemory(from: Self.start, size: 64 << 10)

  @Test(arguments: [
    (UInt64(0), UInt64(1), UInt64(5)), (32, 1, 5), (33, 1, 6), (1, 4_096, 12), (4_097, 8, 13),
  ])
  func ordersArePowersOfTwo(size: UInt64, alignment: UInt64, order: UInt64) {
    #expect(BuddyHeap.order(for: Layout(size: size, alignment: alignment)) == order)
  }

  @Test mutating func splitsKeepTheLowerHalf() throws {
    var heap = BuddyHeap(start: Self.start, size: 8_192, in: &memory)
    let free = heap.holes(in: &memory)
    // From 4,096 on there is nothing of the heap's own.
    let block = try #require(heap.allocate(Layout(size: 4_096, alignment: 8), in: &memory))
    #expect(block.address == Self.start + 4_096)
    let small = Layout(size: 500, alignment: 8)
    _ = heap.deallocate(block.address, Layout(size: 4_096, alignment: 8), in: &memory)
    #expect(heap.holes(in: &memory) == free)
    var blocks: [UInt64] = []
    while let block = heap.allocate(small, in: &memory) {
      blocks.append(block.address - Self.start)
    }
    #expect(blocks.suffix(8) == Array(stride(from: 4_096, to: 8_192, by: 512)))
  }

  @Test mutating func theTableMovesWhenTheHeapGrows() {
    var heap = BuddyHeap(start: Self.start, size: 8_192, in: &memory)
    let layout = Layout(size: 64, alignment: 8)
    let blocks = (0..<20).compactMap { _ in heap.allocate(layout, in: &memory)?.address }
    for size in stride(from: UInt64(16_384), through: 65_536, by: 8_192) {
      guard case .freed = heap.extend(by: 8_192, in: &memory) else {
        Issue.record("an extension was refused")
        return
      }
      #expect(heap.size == size)
      #expect(heap.checkInvariants(in: &memory) == nil)
    }
    for block in blocks {
      guard case .freed = heap.deallocate(block, layout, in: &memory) else {
        Issue.record("the table has lost a block")
        return
      }
    }
    #expect(heap.checkInvariants(in: &memory) == nil)
    #expect(heap.allocate(Layout(size: 16_384, alignment: 16_384), in: &memory) != nil)
  }
}

@Suite struct SlabHeapTests {
  private static let start = VirtualAddress(0x4444_4444_0000)
  private var memory = WordMemory(from: Self.start, size: 64 << 10)
  private var heap: SlabHeap

  init() { heap = SlabHeap(start: Self.start, size: 64 << 10, in: &memory) }

  @Test mutating func objectsOfASizeShareAPage() throws {
    let layout = Layout(size: 60, alignment: 4)
    let objects = try (0..<63).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    #expect(Set(objects.map { $0.rawValue & ~4095 }).count == 1)
    #expect(heap.slabCount == 1)
    _ = heap.allocate(layout, in: &memory)
    #expect(heap.slabCount == 2)
    _ = heap.allocate(Layout(size: 100, alignment: 4), in: &memory)
    #expect(heap.slabCount == 3)
    #expect(heap.used == 64 * 64 + 128)
  }

  @Test mutating func anEmptySlabGoesBack() throws {
    let layout = Layout(size: 512, alignment: 8)
    let objects = try (0..<8).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    #expect(heap.slabCount == 2)
    for object in objects { _ = heap.deallocate(object, layout, in: &memory) }
    #expect(heap.slabCount == 0)
    #expect(heap.used == 0)
    #expect(heap.holes(in: &memory).map(\.size) == [(64 << 10) - 64])
  }

  @Test mutating func freedObjectsComeBackLastInFirstOut() throws {
    let layout = Layout(size: 32, alignment: 32)
    let objects = try (0..<3).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    for object in objects.dropFirst() { _ = heap.deallocate(object, layout, in: &memory) }
    let again = try (0..<2).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    #expect(again == objects.dropFirst().reversed())
  }

  @Test mutating func anObjectOfAnotherSizeIsRefused() throws {
    let object = try #require(heap.allocate(Layout(size: 64, alignment: 8), in: &memory)).address
    _ = heap.allocate(Layout(size: 64, alignment: 8), in: &memory)
    let release = heap.deallocate(object, Layout(size: 16, alignment: 8), in: &memory)
    #expect(release == .refused(.notABlock))
  }

  @Test mutating func anOverwrittenFreeObjectIsNoticed() throws {
    let layout = Layout(size: 64, alignment: 8)
    let objects = try (0..<3).map { _ in try #require(heap.allocate(layout, in: &memory)).address }
    _ = heap.deallocate(objects[1], layout, in: &memory)
    memory.store(objects[2].rawValue, at: objects[1])
    #expect(heap.allocate(layout, in: &memory)?.address == objects[1])
    #expect(heap.allocate(layout, in: &memory) == nil)
    #expect(heap.isDamaged)
  }
}
