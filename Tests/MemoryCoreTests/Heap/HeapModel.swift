import MemoryCore

/// A naive first-fit heap that knows only its blocks: what lies between them is free.
struct HeapModel {
  /// A block, as offsets from the heap's start.
  struct Block: Equatable {
    let range: Range<UInt64>
    let layout: Layout
  }

  let start: UInt64
  var size: UInt64
  /// In the order of their addresses.
  private(set) var blocks: [Block] = []

  init(start: VirtualAddress, size: UInt64) {
    self.start = start.rawValue
    self.size = size
  }

  /// The free stretches, in the order of their addresses.
  var holes: [Range<UInt64>] {
    var holes: [Range<UInt64>] = []
    var reach: UInt64 = 0
    for block in blocks {
      if block.range.lowerBound > reach { holes.append(reach..<block.range.lowerBound) }
      reach = block.range.upperBound
    }
    if size > reach { holes.append(reach..<size) }
    return holes
  }

  var used: UInt64 { blocks.reduce(0) { $0 + UInt64($1.range.count) } }

  /// Where a block goes: the lowest place in the first hole that leaves in front and behind it
  /// nothing, or at least 16 bytes.
  mutating func allocate(_ layout: Layout) -> Block? {
    let wanted = (max(layout.size, 16) + 7) / 8 * 8
    for hole in holes where UInt64(hole.count) >= wanted {
      var place = hole.lowerBound
      while (start + place) % layout.alignment != 0
        || (place > hole.lowerBound && place < hole.lowerBound + 16)
      {
        // Steps from one multiple of the alignment to the next after the first.
        let off = (start + place) % layout.alignment
        place += off == 0 ? layout.alignment : layout.alignment - off
      }
      let end = place + wanted
      guard end == hole.upperBound || end + 16 <= hole.upperBound else { continue }
      let block = Block(range: place..<end, layout: layout)
      let index = blocks.firstIndex { $0.range.lowerBound > place } ?? blocks.endIndex
      blocks.insert(block, at: index)
      return block
    }
    return nil
  }

  mutating func deallocate(at index: Int) -> Block { blocks.remove(at: index) }
}
