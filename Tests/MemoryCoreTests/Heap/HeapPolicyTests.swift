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
          guard let bytes = heap.extensionNeeded(for: layout) else {
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
}
