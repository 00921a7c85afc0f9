/// A rectangle of cells. Cutting one up never traps: what is not there is empty.
///
/// Ranges given to `rows` and `columns` are relative to the rectangle's own upper left corner.
public struct GridRect: Hashable, Sendable {
  /// The leftmost column.
  public let column: Int
  /// The uppermost row.
  public let row: Int
  /// Width in cells, never negative.
  public let columns: Int
  /// Height in cells, never negative.
  public let rows: Int

  /// A rectangle; negative sides count as 0.
  ///
  /// All values are held within ±2³⁰, so that edges can be added without overflow.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = Self.held(column)
    self.row = Self.held(row)
    self.columns = max(0, Self.held(columns))
    self.rows = max(0, Self.held(rows))
  }

  /// The rectangle of a whole grid of this size.
  public init(_ size: GridSize) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The upper left corner.
  public var origin: GridPoint { GridPoint(column: column, row: row) }
  /// Width and height.
  public var size: GridSize { GridSize(columns: columns, rows: rows) }
  /// The first column to the right of the rectangle.
  public var endColumn: Int { column + columns }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }
  /// Whether it holds no cell.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether the cell at a point is inside.
  public func contains(_ point: GridPoint) -> Bool {
    point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
  }

  /// The cells that both rectangles hold; empty if they do not touch.
  public func intersection(_ other: GridRect) -> GridRect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return GridRect(
      column: left, row: top, columns: min(endColumn, other.endColumn) - left,
      rows: min(endRow, other.endRow) - top)
  }

  /// The rectangle without a margin at each side; empty if the margins meet.
  public func inset(columns sides: Int = 0, rows ends: Int = 0) -> GridRect {
    GridRect(
      column: column + Self.held(sides), row: row + Self.held(ends),
      columns: columns - 2 * Self.held(sides), rows: rows - 2 * Self.held(ends))
  }

  private static func held(_ value: Int) -> Int { min(max(value, -1 << 30), 1 << 30) }
}

extension GridRect {
  /// Some of its rows, as far as they exist.
  public func rows(_ range: Range<Int>) -> GridRect {
    let kept = range.clamped(to: 0..<rows)
    return GridRect(column: column, row: row + kept.lowerBound, columns: columns, rows: kept.count)
  }

  /// Its rows from one on.
  public func rows(_ range: PartialRangeFrom<Int>) -> GridRect {
    rows(range.lowerBound..<max(range.lowerBound, rows))
  }

  /// Some of its columns, as far as they exist.
  public func columns(_ range: Range<Int>) -> GridRect {
    let kept = range.clamped(to: 0..<columns)
    return GridRect(column: column + kept.lowerBound, row: row, columns: kept.count, rows: rows)
  }

  /// Its columns from one on.
  public func columns(_ range: PartialRangeFrom<Int>) -> GridRect {
    columns(range.lowerBound..<max(range.lowerBound, columns))
  }

  /// The first rows and the rest.
  public func split(top count: Int) -> (top: GridRect, rest: GridRect) {
    let height = min(max(0, count), rows)
    return (rows(0..<height), rows(height...))
  }

  /// The last rows and the rest.
  public func split(bottom count: Int) -> (rest: GridRect, bottom: GridRect) {
    let height = min(max(0, count), rows)
    return (rows(0..<rows - height), rows((rows - height)...))
  }

  /// The first columns and the rest.
  public func split(left count: Int) -> (left: GridRect, rest: GridRect) {
    let width = min(max(0, count), columns)
    return (columns(0..<width), columns(width...))
  }

  /// The last columns and the rest.
  public func split(right count: Int) -> (rest: GridRect, right: GridRect) {
    let width = min(max(0, count), columns)
    return (columns(0..<columns - width), columns((columns - width)...))
  }

  /// A rectangle of a size (or as much of it as fits) in the middle.
  public func centered(_ inner: GridSize) -> GridRect {
    let width = min(inner.columns, columns)
    let height = min(inner.rows, rows)
    return GridRect(
      column: column + (columns - width) / 2, row: row + (rows - height) / 2, columns: width,
      rows: height)
  }
}
