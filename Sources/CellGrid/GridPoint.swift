/// A place on the screen, in cells; column 0, row 0 is the upper left corner.
///
/// A point may lie outside every grid: drawing clips.
public struct GridPoint: Hashable, Sendable {
  /// Cells to the right of the left edge.
  public var column: Int
  /// Cells below the upper edge.
  public var row: Int

  /// The point at a column and a row, both counted from 0.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}
