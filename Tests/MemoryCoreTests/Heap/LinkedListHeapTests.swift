import MemoryCore
import Randomness
import Testing

@Suite struct LinkedListHeapTests {
  private static let start = VirtualAddress(0x4444_4444_0000)

  /// A heap, its memory and the model, kept in step.
  private struct Pair {
    var memory: WordMemory<VirtualAddress>
    var heap: LinkedListHeap
    var model: HeapModel

    init(size: UInt64, room: UInt64) {
      memory = WordMemory(from: start, size: room)
      heap = LinkedListHeap(start: start, size: size, in: &memory)
      model = HeapModel(start: start, size: size)
    }

    mutating func allocate(_ layout: Layout) {
      let found = heap.allocate(layout, in: &memory)
      let expected = model.allocate(layout)
      #expect(found.map { $0.address - start } == expected?.range.lowerBound)
      #expect(found?.size == expected.map { UInt64($0.range.count) })
      if let found {
        let source = found.source
        #expect(source.address.rawValue + found.frontPadding == found.address.rawValue)
        #expect(found.frontPadding + found.size + found.backPadding == source.size)
      }
      compare()
    }

    mutating func deallocate(at index: Int) {
      let block = model.deallocate(at: index)
      let release = heap.deallocate(start + block.range.lowerBound, block.layout, in: &memory)
      guard case .freed(let hole, _, let before, let behind) = release else {
        Issue.record("\(block) was refused: \(release)")
        return
      }
      let from = hole.address - start
      #expect(model.holes.contains(from..<from + hole.size))
      #expect(before == (from < block.range.lowerBound))
      #expect(behind == (from + hole.size > block.range.upperBound))
      compare()
    }

    mutating func compare() {
      let holes = heap.holes(in: &memory).map { hole in
        let from = hole.address - start
        return from..<from + hole.size
      }
      #expect(holes == model.holes)
      #expect(heap.used == model.used)
      #expect(heap.free == model.size - model.used)
      #expect(heap.checkInvariants(in: &memory) == nil)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func placesEveryBlockAsTheModelDoes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var pair = Pair(size: 256 << 10, room: 384 << 10)
    for step in 0..<8_000 {
      if step == 4_000 { extend(&pair, by: 128 << 10) }
      // The share of frees grows and shrinks, so that the heap fills up and drains.
      let free = step / 500 % 2 == 0 ? 40 : 60
      if !pair.model.blocks.isEmpty, Int.random(in: 0..<100, using: &random) < free {
        pair.deallocate(at: .random(in: 0..<pair.model.blocks.count, using: &random))
      } else {
        pair.allocate(layout(&random))
      }
    }
    while !pair.model.blocks.isEmpty {
      pair.deallocate(at: .random(in: 0..<pair.model.blocks.count, using: &random))
    }
    #expect(pair.heap.holes(in: &pair.memory) == [Hole(address: Self.start, size: 384 << 10)])
  }

  /// Sizes 0 to 20,000, small ones more often; alignments 1 to 4096.
  private func layout(_ random: inout SplitMix64) -> Layout {
    let most: UInt64 = [64, 64, 1_000, 20_000].randomElement(using: &random) ?? 64
    return Layout(
      size: .random(in: 0...most, using: &random),
      alignment: 1 << UInt64.random(in: 0...12, using: &random))
  }

  private func extend(_ pair: inout Pair, by bytes: UInt64) {
    guard case .freed = pair.heap.extend(by: bytes, in: &pair.memory) else {
      Issue.record("an aligned extension was refused")
      return
    }
    pair.model.size += bytes
    pair.compare()
  }

  @Test func theWholeHeapFitsOneBlock() {
    var pair = Pair(size: 4_096, room: 4_096)
    pair.allocate(Layout(size: 4_096, alignment: 4_096))
    #expect(pair.heap.holes(in: &pair.memory) == [])
    pair.allocate(Layout(size: 0, alignment: 1))
    pair.deallocate(at: 0)
    #expect(pair.heap.allocate(Layout(size: .max, alignment: 1 << 63), in: &pair.memory) == nil)
  }
}

@Suite struct LinkedListHeapPictureTests {
  /// A heap of 16 cells of 16 bytes.
  private var heap = PicturedHeap(cells: 16)

  @Test mutating func splitsTheFirstHoleThatFits() {
    heap.allocate("A", cells: 4)
    heap.allocate("B", cells: 2)
    heap.allocate("C", cells: 2)
    heap.free("A")
    #expect(heap.picture == "....BBCC........")
    heap.allocate("D", cells: 3)
    #expect(heap.picture == "DDD.BBCC........")
    heap.allocate("E", cells: 2)
    #expect(heap.picture == "DDD.BBCCEE......")
  }

  @Test mutating func alignmentLeavesAHoleInFront() {
    heap.allocate("A", cells: 1)
    heap.allocate("B", cells: 2, alignment: 64)
    #expect(heap.picture == "A...BB..........")
    heap.allocate("C", cells: 3)
    #expect(heap.picture == "ACCCBB..........")
  }

  @Test mutating func mergesWithBothNeighbours() {
    for name in "ABCD" { heap.allocate(name, cells: 4) }
    #expect(heap.picture == "AAAABBBBCCCCDDDD")
    heap.free("A")
    heap.free("C")
    #expect(heap.picture == "....BBBB....DDDD")
    heap.free("B")
    #expect(heap.picture == "............DDDD")
    heap.free("D")
    #expect(heap.picture == "................")
  }

  @Test mutating func aDoubleFreeIsRefusedAndChangesNothing() {
    heap.allocate("A", cells: 4)
    heap.allocate("B", cells: 4)
    heap.free("A")
    let before = heap
    #expect(
      heap.release("A", cells: 4)
        == .refused(.overlapsHole(Hole(address: PicturedHeap<LinkedListHeap>.start, size: 64))))
    #expect(heap == before)
  }

  /// A block that is given back twice in parts makes holes that overlap. The original panics when
  /// it cuts a block out of the second one; here nothing may trap, and the defect can be named.
  @Test mutating func overlappingHolesNeverTrap() {
    heap.allocate("A", cells: 16)
    #expect(heap.isFreed(heap.release(offset: 80, size: 112)))
    #expect(heap.isFreed(heap.release(offset: 64, size: 32)))
    #expect(heap.defect != nil)
    // The second hole, from 80, fits 64 bytes at 96; the first reaches into what is left at 80.
    let found = heap.allocate(Layout(size: 64, alignment: 32))
    #expect(found?.address == PicturedHeap<LinkedListHeap>.start + 96)
    #expect(heap.defect != nil)
  }
}
