import MemoryCore

/// A naive heap that knows only its blocks: what lies between them is free.
struct HeapModel {
  /// A place for a block in one of the holes.
  struct Candidate {
    let hole: Range<UInt64>
    let place: Range<UInt64>
  }

  /// A block, as offsets from the heap's start.
  struct Block: Equatable {
    let range: Range<UInt64>
    let layout: Layout
  }

  let start: UInt64
  var size: UInt64
  /// The least bytes of a block and of a hole.
  let minimum: UInt64
  /// In the order of their addresses.
  private(set) var blocks: [Block] = []

  init(start: VirtualAddress, size: UInt64, minimum: UInt64 = 16) {
    self.start = start.rawValue
    self.size = size
    self.minimum = minimum
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

  /// Where a block can go: in each hole that fits at the lowest place that leaves in front and
  /// behind it nothing, or at least `minimum` bytes.
  func candidates(for layout: Layout) -> [Candidate] {
    let wanted = (max(layout.size, minimum) + 7) / 8 * 8
    return holes.compactMap { hole in
      guard UInt64(hole.count) >= wanted else { return nil }
      var place = hole.lowerBound
      while (start + place) % layout.alignment != 0
        || (place > hole.lowerBound && place < hole.lowerBound + minimum)
      {
        // Steps from one multiple of the alignment to the next after the first.
        let off = (start + place) % layout.alignment
        place += off == 0 ? layout.alignment : layout.alignment - off
      }
      let end = place + wanted
      guard end == hole.upperBound || end + minimum <= hole.upperBound else { return nil }
      return Candidate(hole: hole, place: place..<end)
    }
  }

  /// Allocates by first fit, unless `choose` prefers another candidate.
  mutating func allocate(
    _ layout: Layout, choose: ([Candidate]) -> Candidate? = { $0.first }
  ) -> Block? {
    guard let place = choose(candidates(for: layout))?.place else { return nil }
    let block = Block(range: place, layout: layout)
    let index = blocks.firstIndex { $0.range.lowerBound > place.lowerBound } ?? blocks.endIndex
    blocks.insert(block, at: index)
    return block
  }

  mutating func deallocate(at index: Int) -> Block { blocks.remove(at: index) }
}
