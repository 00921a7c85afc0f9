import CellGrid
import MemoryCore
import Narration
import Script
import Simulation

/// Blocks and free memory in the order of their addresses, and an inspector for the one that the
/// cursor is on or the step is about.
struct HeapList {
  /// A line of the list.
  private enum Item {
    case block(Int)
    case hole(Hole)
    case freeBlock(Hole)
  }

  /// The columns of a line with raw words.
  private static let wide = 71

  private let contents: HeapContents
  private let cursor: HeapCursor
  private let scene: Scene
  /// Holes and free blocks by address.
  private let free: [(hole: Hole, isBlock: Bool)]

  init(_ contents: HeapContents, _ cursor: HeapCursor, _ scene: Scene) {
    self.contents = contents
    self.cursor = cursor
    self.scene = scene
    free =
      (contents.holes.map { ($0, false) } + contents.freeBlocks.joined().map { ($0, true) })
      .sorted { $0.0.address < $1.0.address }
  }

  /// Draws list and inspector.
  func draw(in rect: GridRect, on grid: inout CellGrid) {
    let theme = scene.theme
    let inspectorColumns = min(max(38, rect.columns * 3 / 8), 60)
    let (left, right) = rect.split(right: inspectorColumns)
    let (head, list) = left.split(top: 1)
    let total = scene.snapshot.blocks.count + free.count
    let focus = cursor.offset.map { index(at: contents.heap.start.rawValue + $0) }
    let top = ScrollWindow.top(total: total, rows: list.rows, focus: focus, kept: nil)
    let last = min(total, top + list.rows)
    var title = StyledText("by address", theme.on(theme.bright))
    let count = NumberText.count(total)
    title.append(
      last - top < total
        ? "  \(NumberText.count(top + 1))–\(NumberText.count(last)) of \(count)"
        : "  \(count)", theme.on(theme.dim))
    if list.columns - 2 >= Self.wide {
      title.append("".padded(to: max(2, Self.wide - 40 - title.columns)), theme.plain)
      title.append("first words", theme.on(theme.dim))
    }
    grid.put(title.truncated(to: head.columns - 2), at: head.origin, within: head)
    for row in 0..<max(0, last - top) {
      let text = line(top + row, isFocus: top + row == focus, columns: list.columns - 2)
      grid.put(text, at: GridPoint(column: list.column, row: list.row + row), within: list)
    }
    let lines = HeapInspector(contents, cursor, scene, columns: right.columns).lines()
    InspectorLines.draw(lines, in: right, on: &grid)
  }

  /// The index of the line that holds an address, or of the one before it.
  private func index(at address: UInt64) -> Int {
    max(0, scene.snapshot.firstBlock(startingBehind: address) + freeCount(upTo: address) - 1)
  }

  /// How many holes and free blocks start at or below an address. O(log n).
  private func freeCount(upTo address: UInt64) -> Int {
    free.partitioningIndex { $0.hole.address.rawValue > address }
  }

  /// Line number `index` of blocks and free memory together. O(log² n).
  private func item(_ index: Int) -> Item {
    // The most blocks that can be in front of the line without one too many.
    let blocks = scene.snapshot.blocks
    let low = (max(0, index - free.count)..<min(index, blocks.count)).partitioningIndex {
      freeCount(upTo: blocks[$0].start) + $0 >= index
    }
    if low < blocks.count, freeCount(upTo: blocks[low].start) + low == index { return .block(low) }
    let place = free[index - low]
    return place.isBlock ? .freeBlock(place.hole) : .hole(place.hole)
  }

  private func line(_ index: Int, isFocus: Bool, columns: Int) -> StyledText {
    let theme = scene.theme
    let text: StyledText
    switch item(index) {
    case .block(let number):
      guard let block = scene.snapshot.liveBlock(number) else { return StyledText() }
      text = line(of: block, isWide: columns >= Self.wide)
    case .hole(let hole): text = line(of: hole, "hole", words: 2, isWide: columns >= Self.wide)
    case .freeBlock(let hole): text = line(of: hole, "free", words: 1, isWide: columns >= Self.wide)
    }
    var marked = StyledText(isFocus ? "▸" : " ", theme.on(theme.accent).bold)
    marked.append(text)
    return marked.truncated(to: columns)
  }

  private func line(of block: LiveBlock, isWide: Bool) -> StyledText {
    let theme = scene.theme
    let start = contents.heap.start.rawValue
    let range = block.start &- start..<block.end &- start
    let color = range.overlaps(cursor.touched) ? theme.accent : theme.text
    var text = StyledText(offset(block.start), theme.on(theme.dim))
    text.append((scene.names.text(block.label) ?? "block").padded(to: 8), theme.on(color))
    text.append(NumberText.count(block.size).paddedLeft(to: 7), theme.on(color))
    text.append(
      (block.taken == block.size ? "" : " → " + NumberText.count(block.taken)).padded(to: 8),
      theme.on(theme.dim))
    if isWide { text.append(raw(block.start), theme.on(theme.dim)) }
    return text
  }

  private func line(of hole: Hole, _ kind: String, words: Int, isWide: Bool) -> StyledText {
    let theme = scene.theme
    let color = cursor.isTouched(hole, contents.heap) ? theme.accent : theme.heap
    var text = StyledText(offset(hole.address.rawValue), theme.on(theme.dim))
    text.append(kind.padded(to: 8), theme.on(color))
    text.append(NumberText.count(hole.size).paddedLeft(to: 7) + "".padded(to: 8), theme.on(color))
    guard isWide, scene.snapshot.freeMemory == .listedHoles else { return text }
    for word in 0..<words {
      text.append(
        (word > 0 ? " " : "") + raw(hole.address.rawValue + UInt64(word) * 8),
        theme.on(theme.dim))
    }
    return text
  }

  private func offset(_ address: UInt64) -> String {
    let digits = max(4, (67 - max(1, contents.heap.size - 1).leadingZeroBitCount) / 4)
    return String(address &- contents.heap.start.rawValue, radix: 16).paddedLeft(to: digits) + "  "
  }

  private func raw(_ address: UInt64) -> String {
    scene.snapshot.rawWord(at: address) ?? "not mapped"
  }
}

extension Snapshot {
  /// What the heap's free memory is.
  var freeMemory: FreeMemory { machine.kernel.heapDescription.policy.freeMemory }

  /// The word at or below an address as sixteen hex digits; `nil` if nothing is mapped there.
  func rawWord(at address: UInt64) -> String? {
    guard let place = try? VirtualAddress(validating: address & ~7),
      let word = machine.word(at: place)
    else { return nil }
    return NumberText.grouped(word, digits: 16)
  }
}
