import MemoryCore
import Randomness
import Testing

/// A program that writes over everything. Whatever the heap makes of it, it comes to an end, and
/// does not leave its memory.
struct DamagingUse: HeapUse {
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
          _ = try heap.holes(in: &memory)
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
