import CellGrid
import Session
import Simulation

extension FramesView {
  /// The zoom after one step out (1) or in (-1): between a frame a cell and the whole machine in
  /// sight.
  static func zoom(changedBy step: Int, in scene: Scene, size: GridSize) -> Int? {
    let geometry = geometry(of: scene, size)
    return min(max(0, geometry.zoom + step), max(geometry.largestZoom, geometry.zoom))
  }

  /// The frame a cell or a row from where the cursor is, or from what the step touched. At the
  /// edges of memory the cursor stays.
  static func selection(moving direction: Direction, in scene: Scene, size: GridSize) -> Selection?
  {
    let geometry = geometry(of: scene, size)
    guard let start = FrameCursor(of: scene).frame else { return .frame(0) }
    let frame = min(start, geometry.end - 1)
    let cell = (frame >> UInt64(geometry.zoom)) << UInt64(geometry.zoom)
    let distance =
      direction == .left || direction == .right ? geometry.framesInCell : geometry.framesInRow
    switch direction {
    case .left, .up: return .frame(cell >= distance ? cell - distance : frame)
    case .right, .down: return .frame(geometry.end - cell > distance ? cell + distance : frame)
    }
  }

  /// The first frame of the cell at a place of the view; `nil` if no cell is there.
  static func selection(at place: GridPoint, in scene: Scene, size: GridSize) -> Selection? {
    let geometry = geometry(of: scene, size)
    let line = place.row - 1 - geometry.gap
    let left = place.column - 1 - geometry.labelColumns
    guard line >= 0, left >= 0 else { return nil }
    let row = geometry.form.row(atLine: line)
    let column = left / geometry.form.columns
    guard 0..<geometry.rows ~= row, 0..<geometry.columns ~= column else { return nil }
    let top = UInt64(firstRow(in: scene, size: size) + row)
    let frame = top * geometry.framesInRow + UInt64(column) * geometry.framesInCell
    return frame < geometry.end ? .frame(frame) : nil
  }

  /// The first row that a view of this size shows.
  static func firstRow(in scene: Scene, size: GridSize) -> Int {
    topRow(scene, geometry(of: scene, size), FrameCursor(of: scene))
  }

  private static func geometry(of scene: Scene, _ size: GridSize) -> FramesGeometry {
    FramesGeometry(
      size: size, end: FrameUses(of: scene.snapshot).end, zoom: scene.viewports.framesZoom,
      form: scene.frameCellForm(in: size))
  }
}

extension Scene {
  /// How large the frame map's cells are in a view of a size: for presenting larger, and as halves
  /// where an overview is asked for and there are colours enough.
  func frameCellForm(in size: GridSize) -> FrameCellForm {
    if isPresenting {
      return size.columns >= 140 && size.rows >= 30
        ? .large : size.columns >= 40 ? .wide : .letter
    }
    return viewports.framesAreHalves && hasManyColors ? .half : .letter
  }
}
