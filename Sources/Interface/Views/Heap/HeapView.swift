import CellGrid
import MemoryCore
import Script
import Simulation

/// The heap: how full each stretch of it is, and its free memory.
///
/// ```
///  Heap  1 MiB at 0x4444_4444_0000 · 76.8 KiB used · 16 holes · largest 854.3 KiB             3
///
///  ███████▆█▄█▅▆█▂ ·▅▂··▆▂·············▇██▁······················································
///
///  free list 5638+16 → 8218+472 → 8400+624 → 8738+24 → 9ae0+32 → 9f50+728 → 10 more
///  hole sizes 16 3 █  32 1 ▃  64 1 ▃  128 0    256 1 ▃  512 2 ▅  1K 1 ▃  2K 2 ▅  4K+ 5 █
/// ```
enum HeapView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    guard !rect.isEmpty else { return }
    guard let contents = HeapContents(of: scene.snapshot) else {
      return drawWithoutHeap(scene, in: rect, on: &grid)
    }
    let geometry = HeapGeometry(
      size: rect.size, heapSize: contents.heap.size, zoom: scene.viewports.heapZoom,
      span: scene.viewports.heapSpan)
    let cursor = HeapCursor(of: scene, contents.heap)
    let top = topRow(scene, geometry, cursor)
    let body = TitleBar.draw(
      "Heap", subtitle(scene, contents, geometry, top: top, in: rect), view: .heap, scene: scene,
      in: rect, on: &grid)
    let inner = rect.columns > 2 ? body.inset(columns: 1) : body
    let map = inner.rows(geometry.gap..<geometry.gap + geometry.mapRows)
    HeapMap(contents, geometry, cursor, scene).draw(from: top, in: map, on: &grid)
    let below = inner.rows((2 * geometry.gap + geometry.mapRows)...)
    let lines = FreeMemoryLines(contents, cursor, scene.theme).lines(columns: inner.columns)
    for (row, line) in lines.prefix(geometry.lineRows).enumerated() {
      grid.put(line, at: GridPoint(column: below.column, row: below.row + row), within: below)
    }
    guard geometry.contentRows > 0 else { return }
    let used = min(lines.count, geometry.lineRows) + geometry.gap
    HeapList(contents, cursor, scene).draw(in: below.rows(used...), on: &grid)
  }

  /// The first row of the map that is shown.
  static func topRow(_ scene: Scene, _ geometry: HeapGeometry, _ cursor: HeapCursor) -> Int {
    let kept = scene.viewports.heapRow
    let focus = kept == nil || cursor.isSelected ? cursor.offset : nil
    return ScrollWindow.top(
      total: geometry.totalRows, rows: geometry.mapRows,
      focus: focus.map { Int($0 / geometry.bytesInRow) }, kept: kept)
  }

  private static func drawWithoutHeap(
    _ scene: Scene, in rect: GridRect, on grid: inout CellGrid
  ) {
    let style = CellStyle.color(scene.theme.dim).on(scene.theme.titleBar)
    let body = TitleBar.draw(
      "Heap", StyledText("none yet", style), view: .heap, scene: scene, in: rect, on: &grid)
    let inner = body.inset(columns: 1)
    let text = StyledText(
      "There is no heap yet: the boot stage \"heap\" creates it.", scene.theme.on(scene.theme.dim))
    grid.put(text.truncated(to: inner.columns), at: inner.origin, within: inner)
  }

  /// What the title says, as fully as there is room for.
  private static func subtitle(
    _ scene: Scene, _ contents: HeapContents, _ geometry: HeapGeometry, top: Int,
    in rect: GridRect
  ) -> StyledText {
    let style = CellStyle.color(scene.theme.dim).on(scene.theme.titleBar)
    let size = NumberText.bytes(contents.heap.size)
    let place = " at " + NumberText.address(contents.heap.start.rawValue)
    let used = " · \(NumberText.bytes(contents.heap.used)) used"
    let count = contents.holes.count
    let holes = " · \(Phrase.count(UInt64(count), "hole"))"
    let largest = " · largest \(NumberText.bytes(contents.holes.map(\.size).max() ?? 0))"
    let split = Figure.heapFragmentation.phrase(
      scene.snapshot.machine.value(of: .heapFragmentation))
    let isSplit = !contents.holes.isEmpty
    let long = isSplit ? "\(largest) · external fragmentation \(split)" : ""
    let short = isSplit ? "\(largest) · frag. \(split)" : ""
    let rows = rowsText(geometry, top: top)
    let candidates = [
      size + place + used + holes + long + rows, size + place + used + holes + short + rows,
      size + used + holes + short + rows, size + used + holes + rows, size + used + holes,
      size + used, size,
    ]
    let room = TitleBar.room(beside: "Heap", view: .heap, in: rect)
    return StyledText(candidates.first { Glyph.columns(of: $0) <= room } ?? "", style)
  }

  /// Which rows are in sight, if not all are.
  private static func rowsText(_ geometry: HeapGeometry, top: Int) -> String {
    guard geometry.totalRows > geometry.mapRows else { return "" }
    let last = min(top + geometry.mapRows, geometry.totalRows)
    return " · 1 cell = \(NumberText.bytes(geometry.bytesInCell))"
      + " · " + ScrollWindow.text(from: top, to: last, of: geometry.totalRows)
  }
}
