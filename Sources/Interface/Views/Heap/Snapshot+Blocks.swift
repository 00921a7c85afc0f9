import MemoryCore
import Simulation

/// A live block as the program knows it.
struct LiveBlock: Equatable {
  /// What the program calls it.
  var label: Name.Label
  /// Where it starts.
  var start: UInt64
  /// The bytes asked for.
  var size: UInt64
  /// The alignment asked for.
  var alignment: UInt64
  /// The bytes that the heap's policy makes of it.
  var taken: UInt64

  /// The block of a binding; `nil` for one of something else.
  init?(_ binding: Binding, in heap: KernelHeap?) {
    guard case .block(let address, let layout) = binding.value else { return nil }
    label = binding.label
    start = address.rawValue
    size = layout.size
    alignment = layout.alignment
    taken = heap?.bytesTaken(by: layout) ?? layout.size
  }

  /// The address behind the last byte that the heap gave.
  var end: UInt64 { start + max(1, taken) }
}

extension Snapshot {
  /// The live block that holds an address, with the bytes that rounding has added. O(log n).
  func block(holding address: UInt64) -> LiveBlock? {
    let behind = firstBlock(startingBehind: address)
    guard behind > 0, let block = liveBlock(behind - 1), address < block.end else { return nil }
    return block
  }

  /// The address at which the heap has a word of physical memory; `nil` for a word of others.
  func virtualAddress(ofHeapWord place: PhysicalAddress) -> UInt64? {
    let frame = place.rawValue >> 12
    guard owners.run(holding: frame)?.owner == .heap,
      let found = machine.entry(mapping: frame)
    else { return nil }
    return found.address + place.rawValue & (found.level.entrySpan - 1)
  }

  /// Block number `index` by address.
  func liveBlock(_ index: Int) -> LiveBlock? { LiveBlock(blocks[index], in: machine.kernel.heap) }

  /// The index of the first block that starts above an address. O(log n).
  func firstBlock(startingBehind address: UInt64) -> Int {
    blocks.partitioningIndex { $0.start > address }
  }
}
