import MemoryCore

/// A heap whose blocks have letters: one letter for each 16 bytes, "." for a hole.
struct PicturedHeap<Heap: CheckedHeap>: Equatable {
  static var start: VirtualAddress { VirtualAddress(0x4444_4444_0000) }
  private static var cell: UInt64 { 16 }

  private var memory: WordMemory<VirtualAddress>
  private var heap: Heap
  private var blocks: [Character: Block] = [:]

  private struct Block: Equatable {
    let address: VirtualAddress
    let layout: Layout
  }

  /// A heap of so many cells, as `make` makes it of start, size and memory.
  init(
    cells: UInt64,
    _ make: (VirtualAddress, UInt64, inout WordMemory<VirtualAddress>) -> Heap
  ) {
    memory = WordMemory(from: Self.start, size: cells * Self.cell)
    heap = make(Self.start, cells * Self.cell, &memory)
  }

  /// The heap from its start to its end; "?" is neither in a block nor in a hole, "!" in both.
  var picture: String {
    mutating get {
      var cells = [Character](repeating: "?", count: Int(heap.size / Self.cell))
      for (name, block) in blocks {
        paint(&cells, block.address, block.layout.size) { _ in name }
      }
      for hole in heap.holes(in: &memory) {
        paint(&cells, hole.address, hole.size) { $0 == "?" ? "." : "!" }
      }
      return String(cells)
    }
  }

  var defect: HeapDefect? { mutating get { heap.defect(in: &memory) } }

  mutating func allocate(_ name: Character, cells: UInt64, alignment: UInt64 = 8) {
    let layout = Layout(size: cells * Self.cell, alignment: alignment)
    blocks[name] = allocate(layout).map { Block(address: $0.address, layout: layout) }
  }

  mutating func allocate(_ layout: Layout) -> HeapAllocation? {
    heap.allocate(layout, in: &memory)
  }

  mutating func free(_ name: Character) {
    guard let block = blocks.removeValue(forKey: name) else { return }
    _ = heap.deallocate(block.address, block.layout, in: &memory)
  }

  /// Gives the lowest `cells` cells back once more.
  mutating func release(_ name: Character, cells: UInt64) -> HeapRelease {
    release(offset: 0, size: cells * Self.cell)
  }

  mutating func release(offset: UInt64, size: UInt64) -> HeapRelease {
    heap.deallocate(Self.start + offset, Layout(size: size, alignment: 8), in: &memory)
  }

  func isFreed(_ release: HeapRelease) -> Bool {
    if case .freed = release { true } else { false }
  }

  private func paint(
    _ cells: inout [Character], _ address: VirtualAddress, _ size: UInt64,
    with glyph: (Character) -> Character
  ) {
    let first = Int((address - Self.start) / Self.cell)
    for cell in first..<first + Int(size / Self.cell) { cells[cell] = glyph(cells[cell]) }
  }
}

extension PicturedHeap where Heap == LinkedListHeap {
  init(cells: UInt64) {
    self.init(cells: cells) { LinkedListHeap(start: $0, size: $1, in: &$2) }
  }
}
