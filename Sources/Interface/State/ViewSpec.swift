import CellGrid
import Script
import Session

/// What the interface knows about a view: everything that is drawn, pressed or clicked in one goes
/// through here, and nothing else asks which view it is.
struct ViewSpec: Sendable {
  /// What the help calls it.
  let title: String
  /// What the verb `show` calls it; `nil` if it shows nothing of a machine.
  var shown: ShowRequest.View?
  /// Whether it is about the whole run, so that it is drawn once for two branches.
  var isOfRun = false
  /// Draws it.
  let draw: @Sendable (Scene, GridRect, inout CellGrid) -> Void
  /// Moves the cursor within it, on a screen area of a size.
  let move: @Sendable (inout AppState, Direction, GridSize) -> Void
  /// Shows more (1) or less (-1) in a cell.
  let zoom: @Sendable (inout AppState, Int, GridSize) -> Void
  /// Puts the cursor where the mouse was pressed: a place of the screen within the view's area.
  let click: @Sendable (inout AppState, GridPoint, GridRect) -> Void
  /// What the cursor is on at an address that a script names.
  var selection: @Sendable (UInt64) -> Selection? = { _ in nil }
}

extension GridRect {
  /// A place of the screen, counted from the rectangle's corner.
  func place(of point: GridPoint) -> GridPoint {
    GridPoint(column: point.column - column, row: point.row - row)
  }
}
