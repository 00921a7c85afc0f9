/// The extent of a grid, in cells. Neither side is ever negative.
public struct GridSize: Hashable, Sendable {
  /// Width in cells.
  public let columns: Int
  /// Height in cells.
  public let rows: Int

  /// A size; negative sides count as 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The number of cells.
  public var area: Int { columns * rows }

  /// Whether there is no cell at all.
  public var isEmpty: Bool { columns == 0 || rows == 0 }
}

extension GridSize: CustomStringConvertible {
  /// Columns and rows, as in `80x24`.
  public var description: String { "\(columns)x\(rows)" }
}
