import CellGrid
import MemoryCore
import Narration
import Script
import Simulation

/// What there is to know about the block or hole that the cursor is on or the step is about.
struct HeapInspector {
  private let contents: HeapContents
  private let cursor: HeapCursor
  private let scene: Scene
  private let columns: Int

  init(_ contents: HeapContents, _ cursor: HeapCursor, _ scene: Scene, columns: Int) {
    self.contents = contents
    self.cursor = cursor
    self.scene = scene
    self.columns = columns
  }

  /// The lines of the inspector.
  func lines() -> [StyledText] {
    let theme = scene.theme
    let start = contents.heap.start.rawValue
    guard let offset = cursor.offset else {
      return [
        StyledText("Nothing selected", theme.on(theme.dim)),
        StyledText("hjkl put the cursor on something", theme.on(theme.dim)),
      ]
    }
    let address = start + offset
    if let index = contents.holes.firstIndex(where: { holds($0, address) }) {
      return lines(ofHole: index)
    }
    for (size, blocks) in zip(FixedBlockHeap.blockSizes, contents.freeBlocks) {
      if let index = blocks.firstIndex(where: { holds($0, address) }) {
        return lines(ofFreeBlock: blocks[index], size, index, blocks.count)
      }
    }
    if let block = scene.snapshot.block(holding: address) { return lines(of: block) }
    var text = InspectorLines("Neither block nor hole", theme, columns: columns)
    text.add("address", NumberText.address(address))
    addPage(of: address, to: &text)
    addWord(at: address, "", to: &text)
    return text.lines
  }

  private func holds(_ hole: Hole, _ address: UInt64) -> Bool {
    address >= hole.address.rawValue && address - hole.address.rawValue < hole.size
  }

  private func lines(of block: LiveBlock) -> [StyledText] {
    let name = scene.names.text(block.label).map { " \($0)" } ?? " without a name"
    var text = InspectorLines("Block" + name, scene.theme, columns: columns)
    text.add("address", NumberText.address(block.start))
    text.add("asked for", "\(NumberText.count(block.size)) bytes, aligned to \(block.alignment)")
    let added = block.taken - min(block.taken, block.size)
    text.add(
      "takes",
      "\(NumberText.count(block.taken)) bytes" + (added > 0 ? ", \(added) for rounding" : ""))
    addPage(of: block.start, to: &text)
    for word in 0..<min(4, max(1, (block.taken + 7) / 8)) {
      addWord(at: block.start + word * 8, "", to: &text)
    }
    return text.lines
  }

  private func lines(ofHole index: Int) -> [StyledText] {
    let hole = contents.holes[index]
    let start = contents.heap.start.rawValue
    var text = InspectorLines(
      "Hole \(NumberText.count(index + 1)) of \(NumberText.count(contents.holes.count))",
      scene.theme, columns: columns)
    text.add("address", NumberText.address(hole.address.rawValue))
    text.add("size", "\(NumberText.count(hole.size)) bytes")
    addPage(of: hole.address.rawValue, to: &text)
    switch scene.snapshot.freeMemory {
    case .listedHoles: break
    case .linked:
      text.add("header", "none of a list: links of its own kind")
      return text.lines
    case .abovePointer:
      text.add("header", "none: the next block comes from here")
      return text.lines
    }
    addWord(at: hole.address.rawValue, "size", to: &text)
    let next = index + 1 < contents.holes.count ? contents.holes[index + 1] : nil
    addWord(
      at: hole.address.rawValue + 8,
      next.map { "→ " + String($0.address.rawValue &- start, radix: 16) } ?? "the last", to: &text)
    return text.lines
  }

  private func lines(
    ofFreeBlock block: Hole, _ size: UInt64, _ index: Int, _ count: Int
  ) -> [StyledText] {
    var text = InspectorLines(
      "Free block \(NumberText.count(index + 1)) of \(NumberText.count(count))", scene.theme,
      columns: columns)
    text.add("address", NumberText.address(block.address.rawValue))
    text.add("list", "of blocks of \(NumberText.count(size)) bytes")
    addPage(of: block.address.rawValue, to: &text)
    addWord(
      at: block.address.rawValue, index + 1 < count ? "the next" : "the last",
      to: &text)
    return text.lines
  }

  private func addPage(of address: UInt64, to text: inout InspectorLines) {
    let page = try? VirtualAddress(validating: address & ~4095)
    let frame = page.flatMap { scene.snapshot.machine.physicalAddress(of: $0) }
    text.add(
      "in frame", frame.map { NumberText.address($0.rawValue) } ?? "none: the page is not mapped")
  }

  private func addWord(at address: UInt64, _ meaning: String, to text: inout InspectorLines) {
    let offset = String((address & ~7) &- contents.heap.start.rawValue, radix: 16)
    let word = scene.snapshot.rawWord(at: address) ?? "not mapped"
    text.add(offset, word + (meaning.isEmpty ? "" : " " + meaning))
  }
}
