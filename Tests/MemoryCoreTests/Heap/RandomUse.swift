import MemoryCore
import Randomness
import Testing

/// Blocks at random; each is filled with words that nobody else may change. The heap doubles
/// halfway, drains at the end and then has to fit the largest block that its kind allows.
struct RandomUse: HeapUse {
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
    let largest = try heap.holes(in: &memory).map(\.size).max() ?? 0
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
    let holes = try heap.holes(in: &memory)
    let hit = blocks.first { block in
      let end = block.address + block.layout.size
      return !holes.allSatisfy { $0.address + $0.size <= block.address || $0.address >= end }
    }
    #expect(hit?.address == nil)
    #expect(holes.reduce(0) { $0 + $1.size } + heap.used <= heap.size)
  }
}
