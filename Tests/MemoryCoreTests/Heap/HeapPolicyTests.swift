import MemoryCore
import Testing

/// What every policy has to keep to.
@Suite struct HeapPolicyTests {
  @Test(arguments: TestedHeap.allCases, [UInt64(1), 2])
  func keepsBlocksApartAndItselfWhole(heap: TestedHeap, seed: UInt64) {
    heap.run(RandomUse(seed: seed))
  }

  @Test(arguments: TestedHeap.allCases)
  func refusesASecondFree(heap: TestedHeap) { heap.run(SecondFree()) }

  @Test(arguments: TestedHeap.allCases)
  func refusesWhatIsNotInTheHeap(heap: TestedHeap) { heap.run(FreeOutside()) }

  @Test(arguments: [TestedHeap.buddy, .tlsf, .slab])
  func refusesTheInsideOfABlock(heap: TestedHeap) { heap.run(FreeInside()) }

  @Test(arguments: TestedHeap.allCases)
  func startsTooSmallAndGrows(heap: TestedHeap) { heap.run(SmallStart()) }

  @Test(arguments: TestedHeap.allCases)
  func growsByNoMoreThanItSays(heap: TestedHeap) { heap.run(ExactGrowth()) }

  @Test(arguments: TestedHeap.allCases, Array(UInt64(1)...8) + [33])
  func survivesAProgramThatWritesOverIt(heap: TestedHeap, seed: UInt64) {
    heap.run(DamagingUse(seed: seed, keepsToHeap: heap != .slab))
  }
}

/// Blocks at random; each is filled with words that nobody else may change. The heap doubles
/// halfway, drains at the end and then has to fit the largest block that its kind allows.
private struct RandomUse: HeapUse {
  let seed: UInt64
  let size: UInt64 = 32 << 10
  let room: UInt64 = 64 << 10

  private struct Block {
    let address: VirtualAddress
    let layout: Layout

    var words: [UInt64] { (0..<layout.size / 8).map { (address.rawValue ^ layout.size) &+ $0 } }
  }

  func use<Heap: CheckedHeap>(_ heap: Heap, _ memory: inout FaultingMemory) {
    do {
      try tryUse(heap, &memory)
    } catch {
      Issue.record("the heap left its memory: \(error)")
    }
  }

  private func tryUse<Heap: CheckedHeap>(
    _ unused: Heap, _ memory: inout FaultingMemory
  ) throws {
    var heap = unused
    var random = SplitMix64(seed: seed)
    var blocks: [Block] = []
    var failures = 0
    for step in 0..<1_000 {
      if step == 500 {
        let release = try heap.extend(by: room - size, in: &memory)
        guard case .freed = release else {
          Issue.record("an extension was refused: \(release)")
          return
        }
        #expect(heap.size == room)
      }
      // The share of frees grows and shrinks, so that the heap fills up and drains.
      if !blocks.isEmpty, random.next() % 100 < (step % 250 < 150 ? 30 : 70) {
        let block = blocks.remove(at: .random(in: 0..<blocks.count, using: &random))
        try release(block, &heap, &memory)
      } else if let block = try allocate(layout(&random), &heap, &memory) {
        #expect(
          blocks.allSatisfy {
            block.address + block.layout.size <= $0.address
              || $0.address + $0.layout.size <= block.address
          })
        blocks.append(block)
      } else {
        failures += 1
      }
      try check(heap, blocks, &memory)
    }
    #expect(failures > 0, "the heap has to have been full at times")
    for block in blocks { try release(block, &heap, &memory) }
    try check(heap, [], &memory)
    #expect(heap.used == 0)
    let largest = try heap.freeStretches(in: &memory).map(\.size).max() ?? 0
    let whole = try heap.allocate(Layout(size: largest, alignment: 8), in: &memory)
    if Heap.self == TLSFHeap.self {
      // By class: of the one large block that is left again, 31/32 are certain to be found.
      #expect(try heap.allocate(Layout(size: largest / 32 * 31, alignment: 8), in: &memory) != nil)
    } else {
      #expect(whole?.size == largest)
    }
    #expect(largest >= room / 4)
  }

  private func layout(_ random: inout SplitMix64) -> Layout {
    let most: UInt64 = [40, 300, 300, 5_000].randomElement(using: &random) ?? 40
    return Layout(
      size: .random(in: 0...most, using: &random),
      alignment: 1 << ([3, 3, 5, 12].randomElement(using: &random) ?? 3))
  }

  private func allocate<Heap: CheckedHeap>(
    _ layout: Layout, _ heap: inout Heap, _ memory: inout FaultingMemory
  ) throws -> Block? {
    let (used, before) = (heap.used, heap)
    guard let found = try heap.allocate(layout, in: &memory) else {
      if Heap.self != SlabHeap.self { #expect(heap == before) }
      return nil
    }
    #expect(found.address.isAligned(to: layout.alignment))
    #expect(found.size >= layout.size)
    #expect(found.address >= heap.start && found.address + layout.size <= heap.end)
    #expect(found.frontPadding + found.size <= found.source.size)
    #expect(heap.used >= used + found.size)
    let block = Block(address: found.address, layout: layout)
    for (n, word) in block.words.enumerated() {
      try memory.store(word, at: found.address + 8 * UInt64(n))
    }
    return block
  }

  private func release<Heap: CheckedHeap>(
    _ block: Block, _ heap: inout Heap, _ memory: inout FaultingMemory
  ) throws {
    let words = try block.words.indices.map { try memory.load(block.address + 8 * UInt64($0)) }
    #expect(words == block.words)
    let release = try heap.deallocate(block.address, block.layout, in: &memory)
    guard case .freed(let hole, _, _, _) = release else {
      Issue.record("\(block) was refused: \(release)")
      return
    }
    #expect(hole.address <= block.address)
    #expect(hole.address + hole.size >= block.address + block.layout.size)
  }

  private func check<Heap: CheckedHeap>(
    _ heap: Heap, _ blocks: [Block], _ memory: inout FaultingMemory
  ) throws {
    #expect(!heap.isDamaged)
    #expect(try heap.defect(in: &memory) == nil)
    #expect(heap.used <= heap.size)
    let holes = try heap.freeStretches(in: &memory)
    let hit = blocks.first { block in
      let end = block.address + block.layout.size
      return !holes.allSatisfy { $0.address + $0.size <= block.address || $0.address >= end }
    }
    #expect(hit?.address == nil)
    #expect(holes.reduce(0) { $0 + $1.size } + heap.used <= heap.size)
  }
}

private struct SecondFree: HeapUse {
  let size: UInt64 = 64 << 10
  let room: UInt64 = 64 << 10

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    var heap = unused
    do {
      for size: UInt64 in [24, 100, 2_000] {
        let layout = Layout(size: size, alignment: 8)
        let blocks = try (0..<3).compactMap { _ in try heap.allocate(layout, in: &memory)?.address }
        #expect(blocks.count == 3)
        _ = try heap.deallocate(blocks[1], layout, in: &memory)
        let before = (heap, memory.words)
        let release = try heap.deallocate(blocks[1], layout, in: &memory)
        guard case .refused(.overlapsHole) = release else {
          Issue.record("a second free was taken: \(release)")
          return
        }
        #expect(heap == before.0 && memory.words == before.1)
      }
    } catch {
      Issue.record("\(error)")
    }
  }
}

private struct FreeOutside: HeapUse {
  let size: UInt64 = 32 << 10
  let room: UInt64 = 64 << 10

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    var heap = unused
    let layout = Layout(size: 64, alignment: 8)
    do {
      _ = try heap.allocate(layout, in: &memory)
      let before = (heap, memory.words)
      let ends = [heap.end, heap.end + 4_096, VirtualAddress(0x1000), VirtualAddress(0)]
      for address in ends + [heap.start + 3, VirtualAddress(.max - 63)] {
        guard case .refused = try heap.deallocate(address, layout, in: &memory) else {
          Issue.record("\(address) is no block")
          return
        }
      }
      for size: UInt64 in [.max, 1 << 62] {
        let huge = Layout(size: size, alignment: 8)
        guard case .refused = try heap.deallocate(heap.start, huge, in: &memory) else {
          Issue.record("\(size) bytes were freed")
          return
        }
        #expect(try heap.allocate(huge, in: &memory) == nil)
        let aligned = Layout(size: 8, alignment: 1 << 63)
        #expect(try heap.allocate(aligned, in: &memory) == nil)
      }
      #expect(heap == before.0 && memory.words == before.1)
    } catch {
      Issue.record("\(error)")
    }
  }
}

private struct FreeInside: HeapUse {
  let size: UInt64 = 64 << 10
  let room: UInt64 = 64 << 10

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    var heap = unused
    let layout = Layout(size: 200, alignment: 8)
    do {
      guard let block = try heap.allocate(layout, in: &memory)?.address else {
        Issue.record("the heap is not full")
        return
      }
      let before = (heap, memory.words)
      for size: UInt64 in [8, 64, 200] {
        let release = try heap.deallocate(
          block + 32, Layout(size: size, alignment: 8), in: &memory)
        guard case .refused = release else {
          Issue.record("the inside of a block was freed: \(release)")
          return
        }
      }
      #expect(heap == before.0 && memory.words == before.1)
    } catch {
      Issue.record("\(error)")
    }
  }
}

private struct SmallStart: HeapUse {
  let size: UInt64 = 16
  let room: UInt64 = 64 << 10

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    var heap = unused
    do {
      #expect(try heap.allocate(Layout(size: 100, alignment: 8), in: &memory) == nil)
      let size = heap.size
      guard case .freed = try heap.extend(by: 8_192, in: &memory) else {
        Issue.record("an extension was refused")
        return
      }
      #expect(heap.size == size + 8_192)
      #expect(try heap.allocate(Layout(size: 100, alignment: 8), in: &memory) != nil)
      #expect(try heap.defect(in: &memory) == nil)
      let before = heap
      for bytes: UInt64 in [0, 3] {
        let release = try heap.extend(by: bytes, in: &memory)
        if case .refused = release { #expect(heap == before) }
      }
    } catch {
      Issue.record("\(error)")
    }
  }
}

/// A full heap that grows by what it says it needs has to have room then.
private struct ExactGrowth: HeapUse {
  let size: UInt64 = 16 << 10
  let room: UInt64 = 1 << 20

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    do {
      for size: UInt64 in [1, 100, 512, 4_000, 40_000] {
        for alignment: UInt64 in [1, 8, 64, 4_096, 16_384] {
          var heap = unused
          var memory = memory
          let layout = Layout(size: size, alignment: alignment)
          while try heap.allocate(layout, in: &memory) != nil {}
          while try heap.allocate(Layout(size: 40, alignment: 8), in: &memory) != nil {}
          guard let bytes = extensionNeeded(heap, layout) else {
            Issue.record("\(layout) is not too large")
            return
          }
          guard case .freed = try heap.extend(by: bytes & ~7, in: &memory) else {
            Issue.record("an extension was refused")
            return
          }
          #expect(try heap.allocate(layout, in: &memory) != nil, "\(layout)")
        }
      }
    } catch {
      Issue.record("\(error)")
    }
  }

  private func extensionNeeded(_ heap: any CheckedHeap, _ layout: Layout) -> UInt64? {
    switch heap {
    case let heap as FitHeap: heap.extensionNeeded(for: layout)
    case let heap as FastFitHeap: heap.extensionNeeded(for: layout)
    case let heap as BuddyHeap: heap.extensionNeeded(for: layout)
    case let heap as TLSFHeap: heap.extensionNeeded(for: layout)
    case let heap as SlabHeap: heap.extensionNeeded(for: layout)
    default: nil
    }
  }
}

/// A program that writes over everything. Whatever the heap makes of it, it comes to an end, and
/// does not leave its memory.
private struct DamagingUse: HeapUse {
  let seed: UInt64
  /// Whether the heap has to notice links that lead out of it.
  let keepsToHeap: Bool
  let size: UInt64 = 24 << 10
  let room: UInt64 = 32 << 10

  func use<Heap: CheckedHeap>(_ unused: Heap, _ memory: inout FaultingMemory) {
    var heap = unused
    var random = SplitMix64(seed: seed)
    var blocks: [(address: VirtualAddress, layout: Layout)] = []
    for step in 0..<600 {
      if step >= 200, step % 8 == 0 { overwrite(&memory, &random) }
      do {
        if step == 400 { _ = try heap.extend(by: 8 << 10, in: &memory) }
        if !blocks.isEmpty, random.next() % 2 == 0 {
          let index = Int.random(in: 0..<blocks.count, using: &random)
          let (address, layout) = blocks[index]
          if random.next() % 8 != 0 { blocks.remove(at: index) }
          _ = try heap.deallocate(address, layout, in: &memory)
        } else {
          let layout = Layout(
            size: .random(in: 0...600, using: &random),
            alignment: 1 << UInt64.random(in: 0...7, using: &random))
          if let block = try heap.allocate(layout, in: &memory) {
            blocks.append((block.address, layout))
          }
        }
        if step % 20 == 0 {
          _ = try heap.freeStretches(in: &memory)
          _ = try heap.defect(in: &memory)
        }
      } catch {
        if keepsToHeap { Issue.record("the heap left its memory: \(error)") }
      }
    }
  }

  /// Words that look like nothing, like small sizes, and like links.
  private func overwrite(_ memory: inout FaultingMemory, _ random: inout SplitMix64) {
    for _ in 0..<20 {
      let place = start + 8 * (random.next() % (size / 8))
      let word: UInt64 =
        switch random.next() % 4 {
        case 0: random.next()
        case 1: random.next() % 5_000
        case 2: start.rawValue + random.next() % room
        default: start.rawValue + random.next() % (room / 8) * 8
        }
      try? memory.store(word, at: place)
    }
  }
}
