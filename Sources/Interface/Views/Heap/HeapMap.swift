import CellGrid
import MemoryCore
import Script
import Simulation

/// The map of a heap: each cell a column as high as the share of its bytes that is in blocks.
struct HeapMap {
  private let contents: HeapContents
  private let geometry: HeapGeometry
  private let cursor: HeapCursor
  private let scene: Scene

  init(
    _ contents: HeapContents, _ geometry: HeapGeometry, _ cursor: HeapCursor, _ scene: Scene
  ) {
    self.contents = contents
    self.geometry = geometry
    self.cursor = cursor
    self.scene = scene
  }

  /// Draws the rows from one on. O(cells + holes and blocks in them).
  func draw(from top: Int, in rect: GridRect, on grid: inout CellGrid) {
    let first = UInt64(top) * geometry.bytesInRow
    let columns = geometry.columns
    let used = contents.usedBytes(
      from: first, cells: columns * rect.rows, of: geometry.bytesInCell)
    for row in 0..<rect.rows {
      let start = first + UInt64(row) * geometry.bytesInRow
      guard start < contents.heap.size else { return }
      if geometry.labelDigits > 0 {
        let label = NumberText.grouped(start, digits: geometry.labelDigits)
        grid.put(
          label, at: GridPoint(column: rect.column, row: rect.row + row),
          style: scene.theme.on(scene.theme.dim), within: rect)
      }
      for column in 0..<columns {
        let offset = start + UInt64(column) * geometry.bytesInCell
        guard offset < contents.heap.size else { return }
        let place = GridPoint(
          column: rect.column + geometry.labelColumns + column, row: rect.row + row)
        grid.put(cell(at: offset, used[row * columns + column]), at: place, within: rect)
      }
    }
  }

  private func cell(at offset: UInt64, _ used: UInt64) -> Cell {
    let theme = scene.theme
    let range = offset..<min(contents.heap.size, offset + geometry.bytesInCell)
    if let place = cursor.offset, cursor.isSelected, range.contains(place) {
      return Cell("◆", style: theme.on(theme.accent).bold.reverse)
    }
    let isFree = used == 0
    let glyph = isFree ? "·" : bar(at: offset, used, of: range.upperBound - offset)
    let color =
      if range.overlaps(cursor.touched) {
        theme.accent
      } else if range.overlaps(cursor.selected) {
        theme.bright
      } else {
        isFree ? theme.faint : theme.heap
      }
    return Cell(glyph, style: theme.on(color))
  }

  /// The bar of a cell: full only where all bytes are used, and never empty where one is.
  ///
  /// Where cells are as small as blocks, one that a block starts in has a gap at its left.
  private func bar(at offset: UInt64, _ used: UInt64, of bytes: UInt64) -> Unicode.Scalar {
    guard used < bytes else {
      return geometry.bytesInCell <= 16 && startsBlock(at: offset) ? "▐" : "█"
    }
    let height = min(7, max(1, used * 8 / bytes))
    return SizeHistogram.bars[Int(height)].unicodeScalars.first ?? "▁"
  }

  private func startsBlock(at offset: UInt64) -> Bool {
    let first = contents.heap.start.rawValue + offset
    let behind = scene.snapshot.firstBlock(startingBehind: first + geometry.bytesInCell - 1)
    return behind > 0 && scene.snapshot.blocks[behind - 1].start >= first
  }
}
