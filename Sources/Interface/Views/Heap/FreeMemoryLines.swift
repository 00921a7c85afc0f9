import CellGrid
import MemoryCore
import Script
import Simulation

/// What there is to say about a heap's free memory, as its policy keeps it.
struct FreeMemoryLines {
  private let contents: HeapContents
  private let cursor: HeapCursor
  private let theme: Theme

  init(_ contents: HeapContents, _ cursor: HeapCursor, _ theme: Theme) {
    self.contents = contents
    self.cursor = cursor
    self.theme = theme
  }

  /// The lines, the most important first.
  func lines(columns: Int) -> [StyledText] {
    let start = contents.heap.start.rawValue
    if contents.heap.isDamaged {
      let text = "The free list is damaged: it leads nowhere behind hole \(contents.holes.count)."
      return [StyledText(text, theme.on(theme.alarm)).truncated(to: columns)]
    }
    if case .bump(let heap) = contents.heap { return [bump(heap).truncated(to: columns)] }
    let touched = contents.holes.firstIndex { cursor.isTouched($0, contents.heap) }
    let list = FreeListText(contents.holes, start: start, touched: touched, theme)
    var lines = [list.text(label: "free list", columns: columns)]
    if !contents.freeBlocks.isEmpty { lines.append(freeBlocks(columns: columns)) }
    lines.append(
      SizeHistogram.text("hole sizes", of: contents.holes.map(\.size), theme, columns: columns))
    return lines
  }

  private func bump(_ heap: BumpHeap) -> StyledText {
    var text = StyledText("next block at ", theme.on(theme.dim))
    text.append(String(heap.next - heap.start, radix: 16), theme.on(theme.accent).bold)
    text.append(", \(NumberText.bytes(heap.free)) free above it", theme.plain)
    let blocks = "\(NumberText.count(heap.allocations)) block\(heap.allocations == 1 ? "" : "s")"
    text.append("; \(blocks) out, at 0 it starts again at the bottom", theme.on(theme.dim))
    return text
  }

  /// How many free blocks each list holds: `block lists 8 2 █  16 0    32 1 ▄`.
  private func freeBlocks(columns: Int) -> StyledText {
    var text = StyledText("free blocks", theme.on(theme.dim))
    let most = max(1, contents.freeBlocks.map(\.count).max() ?? 1)
    for (size, blocks) in zip(FixedBlockHeap.blockSizes, contents.freeBlocks) {
      let isTouched = blocks.first.map { cursor.isTouched($0, contents.heap) } ?? false
      text.append(" \(NumberText.size(size)) ", theme.on(isTouched ? theme.accent : theme.dim))
      text.append(
        NumberText.count(blocks.count), theme.on(blocks.isEmpty ? theme.dim : theme.text))
      let height = blocks.isEmpty ? 0 : max(1, blocks.count * 8 / most)
      text.append(" " + String(SizeHistogram.bars[height]), theme.on(theme.heap))
    }
    return text.truncated(to: columns)
  }
}
