import MemoryCore
import Randomness
import Testing

@Suite struct FitHeapTests {
  private static let start = VirtualAddress(0x4444_4444_0000)

  /// A policy whose placement the model can tell.
  enum Policy: CaseIterable { case next, best, worst, fast }

  @Test(arguments: Policy.allCases, [UInt64(1), 2])
  func placesEveryBlockAsTheModelDoes(policy: Policy, seed: UInt64) {
    var memory = WordMemory(from: Self.start, size: 192 << 10)
    let size: UInt64 = 128 << 10
    switch policy {
    case .next:
      let heap = FitHeap(.next, start: Self.start, size: size, in: &memory)
      compare(heap, minimum: 16, &memory, seed: seed) { $0.fromRover($1) }
    case .best:
      let heap = FitHeap(.best, start: Self.start, size: size, in: &memory)
      compare(heap, minimum: 16, &memory, seed: seed) { candidates, _ in
        candidates.min { ($0.hole.count, $0.hole.lowerBound) < ($1.hole.count, $1.hole.lowerBound) }
      }
    case .worst:
      let heap = FitHeap(.worst, start: Self.start, size: size, in: &memory)
      compare(heap, minimum: 16, &memory, seed: seed) { candidates, _ in
        candidates.min {
          (-$0.hole.count, $0.hole.lowerBound) < (-$1.hole.count, $1.hole.lowerBound)
        }
      }
    case .fast:
      let heap = FastFitHeap(start: Self.start, size: size, in: &memory)
      compare(heap, minimum: 32, &memory, seed: seed) { candidates, _ in candidates.first }
    }
  }

  private func compare<Heap: CheckedHeap>(
    _ unused: Heap, minimum: UInt64, _ memory: inout WordMemory<VirtualAddress>, seed: UInt64,
    choose: ([HeapModel.Candidate], _ rover: UInt64) -> HeapModel.Candidate?
  ) {
    var heap = unused
    var model = HeapModel(start: Self.start, size: heap.size, minimum: minimum)
    var random = SplitMix64(seed: seed)
    var rover: UInt64 = 0
    for step in 0..<3_000 {
      if step == 1_500 {
        _ = heap.extend(by: 64 << 10, in: &memory)
        model.size += 64 << 10
      }
      if !model.blocks.isEmpty, random.next() % 100 < (step / 500 % 2 == 0 ? 38 : 62) {
        let block = model.deallocate(at: .random(in: 0..<model.blocks.count, using: &random))
        let address = Self.start + block.range.lowerBound
        let release = heap.deallocate(address, block.layout, in: &memory)
        guard case .freed(let hole, _, let before, let behind) = release else {
          Issue.record("\(block) was refused: \(release)")
          return
        }
        let from = hole.address - Self.start
        #expect(model.holes.contains(from..<from + hole.size))
        #expect(before == (from < block.range.lowerBound))
        #expect(behind == (from + hole.size > block.range.upperBound))
      } else {
        let most: UInt64 = [64, 64, 1_000, 20_000].randomElement(using: &random) ?? 64
        let layout = Layout(
          size: .random(in: 0...most, using: &random),
          alignment: 1 << UInt64.random(in: 0...12, using: &random))
        let expected = model.allocate(layout) { choose($0, rover) }
        let found = heap.allocate(layout, in: &memory)
        #expect(found.map { $0.address - Self.start } == expected?.range.lowerBound)
        if let expected { rover = expected.range.upperBound }
      }
      if step % 5 == 0 {
        let holes = heap.holes(in: &memory).map { hole in
          let from = hole.address - Self.start
          return from..<from + hole.size
        }
        #expect(holes == model.holes)
        #expect(heap.used == model.used)
        #expect(heap.defect(in: &memory) == nil)
      }
    }
  }

  /// Multiples of 32 make the least hole of both heaps the same.
  @Test(arguments: [UInt64(1), 2])
  func fastFitPlacesAsTheListDoes(seed: UInt64) {
    let size: UInt64 = 256 << 10
    var listMemory = WordMemory(from: Self.start, size: size)
    var treeMemory = listMemory
    var list = LinkedListHeap(start: Self.start, size: size, in: &listMemory)
    var tree = FastFitHeap(start: Self.start, size: size, in: &treeMemory)
    var random = SplitMix64(seed: seed)
    var blocks: [(address: VirtualAddress, layout: Layout)] = []
    for _ in 0..<8_000 {
      if !blocks.isEmpty, random.next() % 100 < (blocks.count < 700 ? 42 : 58) {
        let (address, layout) = blocks.remove(at: .random(in: 0..<blocks.count, using: &random))
        let inList = list.deallocate(address, layout, in: &listMemory)
        let inTree = tree.deallocate(address, layout, in: &treeMemory)
        guard case .freed(let hole, _, let before, let behind) = inList,
          case .freed(hole, _, before, behind) = inTree
        else {
          Issue.record("freed \(inList), but \(inTree)")
          return
        }
      } else {
        let most: UInt64 = [4, 8, 16, 200].randomElement(using: &random) ?? 4
        let layout = Layout(
          size: 32 * .random(in: 1...most, using: &random),
          alignment: 1 << UInt64.random(in: 0...10, using: &random))
        let found = list.allocate(layout, in: &listMemory)
        guard tree.allocate(layout, in: &treeMemory)?.address == found?.address else {
          Issue.record("the list and the tree differ")
          return
        }
        if let found { blocks.append((found.address, layout)) }
      }
    }
    #expect(tree.holeCount > 100)
    #expect(tree.holes(in: &treeMemory) == list.holes(in: &listMemory))
    #expect(tree.checkInvariants(in: &treeMemory) == nil)
  }

  /// A tree whose links form a circle.
  @Test func fastFitNoticesACircle() {
    var memory = WordMemory(from: Self.start, size: 4_096)
    var heap = FastFitHeap(start: Self.start, size: 4_096, in: &memory)
    let layout = Layout(size: 64, alignment: 8)
    let blocks = (0..<8).compactMap { _ in heap.allocate(layout, in: &memory)?.address }
    for index in [1, 3, 5] { _ = heap.deallocate(blocks[index], layout, in: &memory) }
    for offset: UInt64 in [8, 16] { memory.store(blocks[3].rawValue, at: blocks[3] + offset) }
    #expect(heap.checkInvariants(in: &memory) != nil)
    let release = heap.deallocate(blocks[4], layout, in: &memory)
    #expect(release == .refused(.damagedList))
    #expect(heap.isDamaged)
  }

  @Test func fitNoticesACircle() {
    var memory = WordMemory(from: Self.start, size: 4_096)
    var heap = FitHeap(.best, start: Self.start, size: 4_096, in: &memory)
    let layout = Layout(size: 64, alignment: 8)
    let blocks = (0..<8).compactMap { _ in heap.allocate(layout, in: &memory)?.address }
    for index in [1, 3, 5] { _ = heap.deallocate(blocks[index], layout, in: &memory) }
    memory.store(blocks[1].rawValue, at: blocks[5] + 8)
    #expect(heap.allocate(layout, in: &memory) == nil)
    #expect(heap.isDamaged)
    #expect(heap.deallocate(blocks[6], layout, in: &memory) == .refused(.damagedList))
  }
}

extension [HeapModel.Candidate] {
  /// The first from the rover on, else the first of all.
  fileprivate func fromRover(_ rover: UInt64) -> HeapModel.Candidate? {
    first { $0.hole.lowerBound >= rover } ?? first
  }
}

@Suite struct FitHeapPictureTests {
  /// Holes of 4, 2 and 3 cells, and of what is left behind them.
  private func holes(_ strategy: FitHeap.Strategy) -> PicturedHeap<FitHeap> {
    var heap = PicturedHeap(cells: 20) { FitHeap(strategy, start: $0, size: $1, in: &$2) }
    heap.allocate("A", cells: 1)
    heap.allocate("1", cells: 4)
    heap.allocate("B", cells: 1)
    heap.allocate("2", cells: 2)
    heap.allocate("C", cells: 1)
    heap.allocate("3", cells: 3)
    heap.allocate("D", cells: 1)
    for name in "123" { heap.free(name) }
    return heap
  }

  @Test func nextFitGoesOnFromTheLastBlock() {
    var heap = holes(.next)
    #expect(heap.picture == "A....B..C...D.......")
    heap.allocate("x", cells: 2)
    #expect(heap.picture == "A....B..C...Dxx.....")
    heap.allocate("y", cells: 5)
    heap.allocate("z", cells: 2)
    #expect(heap.picture == "Azz..B..C...Dxxyyyyy")
    heap.allocate("w", cells: 1)
    #expect(heap.picture == "Azzw.B..C...Dxxyyyyy")
  }

  @Test func bestFitTakesTheSmallestHole() {
    var heap = holes(.best)
    heap.allocate("x", cells: 2)
    #expect(heap.picture == "A....BxxC...D.......")
    heap.allocate("y", cells: 2)
    #expect(heap.picture == "A....BxxCyy.D.......")
    heap.allocate("z", cells: 4)
    #expect(heap.picture == "AzzzzBxxCyy.D.......")
  }

  @Test func worstFitTakesTheLargestHole() {
    var heap = holes(.worst)
    heap.allocate("x", cells: 2)
    #expect(heap.picture == "A....B..C...Dxx.....")
    heap.allocate("y", cells: 2)
    #expect(heap.picture == "A....B..C...Dxxyy...")
    heap.allocate("z", cells: 1)
    #expect(heap.picture == "Az...B..C...Dxxyy...")
  }

  @Test func searchedHolesAreCounted() {
    for (strategy, passed) in [(FitHeap.Strategy.next, 0), (.best, 3), (.worst, 3)] {
      var heap = holes(strategy)
      #expect(heap.allocate(Layout(size: 32, alignment: 8))?.passed == passed)
    }
  }
}
