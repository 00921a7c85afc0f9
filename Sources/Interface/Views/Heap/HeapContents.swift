import MemoryCore
import Simulation

/// What a heap's memory is in use for, decoded from its lists in RAM.
struct HeapContents {
  /// The heap.
  let heap: KernelHeap
  /// The holes, in the order of the list.
  let holes: [Hole]
  /// The free blocks of each of the fixed sizes, in the order of their lists; empty for heaps that
  /// have no such lists.
  let freeBlocks: [[Hole]]
  /// All free memory by address, as offsets from the heap's start; runs neither overlap nor touch.
  let free: [Range<UInt64>]

  /// The heap of a moment; `nil` before there is one. O(holes · log holes).
  init?(of snapshot: Snapshot) {
    guard let heap = snapshot.machine.kernel.heap else { return nil }
    self.heap = heap
    holes = snapshot.holes
    freeBlocks = Self.freeBlocks(of: heap, in: snapshot.machine)
    free = Self.joined(
      (holes + freeBlocks.joined()).map { hole in
        let start = hole.address.rawValue &- heap.start.rawValue
        return start..<max(start, start.addingReportingOverflow(hole.size).partialValue)
      }, within: heap.size)
  }

  /// The used bytes of `count` cells of `bytes` each from an offset on, within the heap's size.
  /// O(cells + holes in them + log holes).
  func usedBytes(from offset: UInt64, cells count: Int, of bytes: UInt64) -> [UInt64] {
    var next = firstFree(endingBehind: offset)
    return (0..<count).map { index in
      let start = min(heap.size, offset + UInt64(index) * bytes)
      let end = min(heap.size, start + bytes)
      var used = end - start
      while next < free.count, free[next].lowerBound < end {
        used -= UInt64(free[next].clamped(to: start..<end).count)
        if free[next].upperBound > end { break }
        next += 1
      }
      return used
    }
  }

  /// Whether the byte at an offset is in no block. O(log holes).
  func isFree(at offset: UInt64) -> Bool {
    let next = firstFree(endingBehind: offset)
    return next < free.count && free[next].contains(offset)
  }

  private func firstFree(endingBehind offset: UInt64) -> Int {
    free.partitioningIndex { $0.upperBound > offset }
  }

  /// Follows the lists of free blocks, each as far as a heap of that size can have blocks.
  private static func freeBlocks(of heap: KernelHeap, in machine: Machine) -> [[Hole]] {
    guard case .fixedBlock(let heap) = heap else { return [] }
    return zip(FixedBlockHeap.blockSizes, heap.listHeads).map { size, head in
      var found: [Hole] = []
      var next = head
      while next != 0, UInt64(found.count) <= heap.size / size,
        let address = try? VirtualAddress(validating: next), let word = machine.word(at: address)
      {
        // The heap below has no block of less than 16 bytes.
        found.append(Hole(address: address, size: max(size, LinkedListHeap.minimumSize)))
        next = word
      }
      return found
    }
  }

  /// Sorts runs and joins those that touch; whatever a damaged list says, they stay in the heap.
  private static func joined(_ runs: [Range<UInt64>], within size: UInt64) -> [Range<UInt64>] {
    var result: [Range<UInt64>] = []
    for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let run = run.clamped(to: 0..<size)
      if run.isEmpty { continue }
      if let last = result.last, run.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else {
        result.append(run)
      }
    }
    return result
  }
}
