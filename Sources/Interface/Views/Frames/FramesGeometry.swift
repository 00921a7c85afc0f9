import CellGrid

/// Where everything of the frames view is, and which frames are where.
struct FramesGeometry {
  /// The size of the view, its title included.
  let size: GridSize
  /// How large the cells are.
  let form: FrameCellForm
  /// The number behind the last frame.
  let end: UInt64
  /// The logarithm to base 2 of the frames in a cell.
  let zoom: Int
  /// The cells of a row.
  let columns: Int
  /// The rows of cells that are shown.
  let rows: Int
  /// The lines of the screen that they take.
  let lines: Int
  /// The digits of the addresses in front of the rows; 0 where there is no room for them.
  let labelDigits: Int
  /// The columns of the inspector at the right; 0 where there is none.
  let panelColumns: Int
  /// The rows between title and map: 0 or 1.
  let gap: Int
  /// The rows of the legend and the one above it.
  let legendRows: Int

  /// The least width in which an inspector stands beside the map.
  private static let leastColumnsWithPanel = 78

  /// Lays out the view; without a zoom the machine takes at most four times the rows there are.
  init(size: GridSize, end: UInt64, zoom wanted: Int?, form: FrameCellForm = .letter) {
    self.size = size
    self.form = form
    self.end = end
    let body = max(0, size.rows - 1)
    gap = body >= 12 ? 1 : 0
    legendRows = body >= 12 ? 2 : body >= 6 ? 1 : 0
    lines = max(0, body - gap - legendRows)
    rows = form == .half ? lines * 2 : lines / form.lines
    let hasPanel = size.columns >= Self.leastColumnsWithPanel && body >= 10
    panelColumns = hasPanel ? min(max(34, size.columns * 3 / 8), 60) : 0
    let digits = max(8, (67 - ((end - 1) << 12).leadingZeroBitCount) / 4)
    let room = size.columns - 1 - (hasPanel ? panelColumns + 2 : 0)
    let label = Self.width(ofLabel: digits) + 1
    labelDigits = room - label >= 8 ? digits : 0
    let cells = (labelDigits > 0 ? room - label : max(1, room)) / form.columns
    columns = cells >= 8 ? cells & ~3 : max(1, cells)
    let fitted = Self.zoom(for: end, cells: 4 * max(1, rows) * columns)
    zoom = min(max(0, wanted ?? fitted), 40)
  }

  /// The zoom that a view has at most: the whole machine is in sight, or fitted.
  var largestZoom: Int {
    max(
      Self.zoom(for: end, cells: max(1, rows) * columns),
      Self.zoom(for: end, cells: 4 * max(1, rows) * columns))
  }

  /// The frames in a cell.
  var framesInCell: UInt64 { 1 << UInt64(zoom) }

  /// The frames in a row.
  var framesInRow: UInt64 { UInt64(columns) << UInt64(zoom) }

  /// The rows that all frames take.
  var totalRows: Int { Int((end - 1) / framesInRow) + 1 }

  /// The row of a frame, counted from frame 0.
  func row(of frame: UInt64) -> Int { Int(min(frame, end - 1) / framesInRow) }

  /// The columns in front of the first cell.
  var labelColumns: Int { labelDigits > 0 ? Self.width(ofLabel: labelDigits) + 1 : 0 }

  private static func width(ofLabel digits: Int) -> Int { digits + (digits - 1) / 4 }

  private static func zoom(for frames: UInt64, cells: Int) -> Int {
    var zoom = 0
    while zoom < 40, (frames - 1) >> UInt64(zoom) >= UInt64(cells) { zoom += 1 }
    return zoom
  }
}
