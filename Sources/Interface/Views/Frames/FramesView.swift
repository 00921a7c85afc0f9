import CellGrid
import MemoryCore
import Script
import Simulation

/// The map of physical memory: a cell for some frames, by owner.
///
/// ```
///  Frames  16,384 · 1 cell = 8 · rows 1–13 of 43                1
///
///  0000_0000 ▒·····················▒▒▒▒▒▒▒▒▒▒▒▒············
///  0042_0000 KKKKKKKKKKKKKKKKsssssHHHHHHHHHHHHHHHHHHHHHHHHH
///
///  K kernel  S stack  P tables  H heap  ▒ reserved  · free
/// ```
///
/// A redraw costs what its cells show, not what the machine has.
enum FramesView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    guard !rect.isEmpty else { return }
    let uses = FrameUses(of: scene.snapshot)
    let geometry = FramesGeometry(
      size: rect.size, end: uses.end, zoom: scene.viewports.framesZoom,
      form: scene.frameCellForm(in: rect.size))
    let cursor = FrameCursor(of: scene)
    let top = topRow(scene, geometry, cursor)
    let body = TitleBar.draw(
      "Frames", subtitle(scene, geometry, top: top, in: rect), view: .frames, scene: scene,
      in: rect, on: &grid)
    let first = UInt64(top) * geometry.framesInRow
    let counts = uses.counts(
      from: first, cells: geometry.rows * geometry.columns, zoom: geometry.zoom)
    let (map, panel) = body.split(right: geometry.panelColumns)
    let area = map.rows(geometry.gap..<geometry.gap + geometry.lines).columns(1...)
    drawCells(counts, from: first, geometry, cursor, scene.theme, in: area, on: &grid)
    if geometry.legendRows > 0 {
      let line = body.split(bottom: 1).bottom.columns(1...)
      let text = FramesLegend.text(of: counts, scene.theme, columns: line.columns)
      grid.put(text, at: line.origin, within: line)
    }
    if !panel.isEmpty {
      let lines = FrameInspector(scene, uses, cursor, zoom: geometry.zoom)
        .lines(rows: geometry.lines, columns: panel.columns)
      InspectorLines.draw(lines, in: panel.rows(geometry.gap...), on: &grid)
    }
  }

  /// The first row shown.
  static func topRow(_ scene: Scene, _ geometry: FramesGeometry, _ cursor: FrameCursor) -> Int {
    let kept = scene.viewports.framesRow
    // A view that was scrolled by hand, with the cursor nowhere, stays where it is.
    let focus = kept == nil || scene.selection != nil ? cursor.frame : nil
    return ScrollWindow.top(
      total: geometry.totalRows, rows: geometry.rows, focus: focus.map(geometry.row), kept: kept)
  }

  /// What the title says, as fully as there is room for.
  private static func subtitle(
    _ scene: Scene, _ geometry: FramesGeometry, top: Int, in rect: GridRect
  ) -> StyledText {
    let style = CellStyle.color(scene.theme.dim).on(scene.theme.titleBar)
    let total = NumberText.count(scene.snapshot.machine.value(of: .framesTotal))
    let size = NumberText.count(geometry.framesInCell)
    let last = min(top + geometry.rows, geometry.totalRows)
    let rows =
      last - top < geometry.totalRows
      ? " · " + ScrollWindow.text(from: top, to: last, of: geometry.totalRows) : ""
    let bytes = NumberText.bytes(geometry.framesInCell << 12)
    let candidates = [
      "\(total) · 1 cell = \(size) frame\(geometry.zoom > 0 ? "s" : ""), \(bytes)\(rows)",
      "\(total) · 1 cell = \(size)\(rows)",
      "×\(size)\(rows)", "×\(size)",
    ]
    // The longest form is for views that have room for an inspector, too.
    let usable = geometry.panelColumns > 0 ? candidates[...] : candidates.dropFirst()
    let room = TitleBar.room(beside: "Frames", view: .frames, in: rect)
    return StyledText(usable.first { Glyph.columns(of: $0) <= room } ?? "", style)
  }

  private static func drawCells(
    _ counts: [UseCounts], from first: UInt64, _ geometry: FramesGeometry, _ cursor: FrameCursor,
    _ theme: Theme, in area: GridRect, on grid: inout CellGrid
  ) {
    let marks = cursor.marks(from: first, cells: counts.count, zoom: geometry.zoom)
    let form = geometry.form
    for line in 0..<min(geometry.lines, area.rows) {
      let row = form.row(atLine: line)
      let start = first + UInt64(row) * geometry.framesInRow
      guard row < geometry.rows, start < geometry.end else { return }
      let isFirstLine = line % form.lines == 0
      let line = area.row + line
      if geometry.labelDigits > 0, isFirstLine {
        grid.put(
          NumberText.grouped(start << 12, digits: geometry.labelDigits),
          at: GridPoint(column: area.column, row: line), style: theme.on(theme.dim), within: area)
      }
      for column in 0..<geometry.columns {
        let index = row * geometry.columns + column
        guard var cell = cell(counts[index], marks[index], theme) else { break }
        if form == .half {
          let below = index + geometry.columns
          cell = Self.halves(
            color(counts[index], marks[index], theme),
            below < counts.count ? color(counts[below], marks[below], theme) : nil, theme)
        }
        let place = area.column + geometry.labelColumns + column * form.columns
        for part in 0..<form.columns {
          grid.put(cell, at: GridPoint(column: place + part, row: line), within: area)
        }
      }
    }
  }

  /// Two cells in one character.
  private static func halves(_ upper: CellColor?, _ lower: CellColor?, _ theme: Theme) -> Cell {
    Cell("▀", style: CellStyle.color(upper ?? theme.background).on(lower ?? theme.background))
  }

  /// The colour of a half; `nil` behind the last frame.
  private static func color(
    _ counts: UseCounts, _ mark: FrameCursor.Mark, _ theme: Theme
  ) -> CellColor? {
    guard let (owner, _) = counts.mostParticular else { return nil }
    if mark != .none { return mark == .cursor ? theme.accent : theme.bright }
    // Free memory is the ground that the rest stands on.
    return owner == .free ? theme.titleBar : owner.look.color(theme)
  }

  /// A cell's look; `nil` behind the last frame.
  private static func cell(_ counts: UseCounts, _ mark: FrameCursor.Mark, _ theme: Theme) -> Cell? {
    guard let (owner, isWhole) = counts.mostParticular else { return nil }
    let style =
      switch mark {
      case .cursor: theme.on(theme.accent).bold.reverse
      case .touched: theme.on(theme.accent).bold
      case .none: isWhole ? owner.style(theme) : owner.partialStyle(theme)
      }
    return Cell(isWhole ? owner.look.glyph : owner.look.partialGlyph, style: style)
  }
}
