/// A screen as a value: rows of cells that are drawn into, compared and shown.
///
/// Drawing clips and never traps, so that a view written for 120x40 survives 1x1. Both halves of a
/// wide character always stand side by side: whatever overwrites one half blanks the other.
public struct CellGrid: Equatable, Sendable {
  /// Columns and rows.
  public let size: GridSize
  private(set) var cells: [Cell]

  /// A grid of equal cells; blank ones unless told.
  public init(size: GridSize, filledWith style: CellStyle = .plain) {
    self.size = size
    cells = Array(repeating: Cell(code: 0x20, style: style), count: size.area)
  }

  /// A grid of lines of plain text, just large enough for them.
  public init(lines: [some StringProtocol]) {
    let lines = lines.map { String($0) }
    let columns = lines.map { Glyph.columns(of: $0) }.max() ?? 0
    self.init(size: GridSize(columns: columns, rows: lines.count))
    for (row, line) in lines.enumerated() { put(line, at: GridPoint(column: 0, row: row)) }
  }

  /// The rectangle of all cells.
  public var bounds: GridRect { GridRect(size) }

  /// The cell at a point inside the grid.
  ///
  /// A wide character that is stored takes the next cell too; in the last column it becomes `?`.
  public subscript(point: GridPoint) -> Cell {
    get {
      precondition(bounds.contains(point), "no cell \(point.column),\(point.row) in \(size)")
      return cells[point.row * size.columns + point.column]
    }
    set {
      precondition(bounds.contains(point), "no cell \(point.column),\(point.row) in \(size)")
      put(newValue, at: point)
    }
  }

  /// The cell at a column and a row inside the grid.
  public subscript(column: Int, row: Int) -> Cell {
    get { self[GridPoint(column: column, row: row)] }
    set { self[GridPoint(column: column, row: row)] = newValue }
  }

  /// Draws a line of text and returns the columns that it took from `point` to its own end or that
  /// of `limits` (the whole grid if there are none).
  ///
  /// A wide character that the edge would cut leaves a space.
  /// - Complexity: O(scalars of the text that are visible); nothing is allocated.
  @discardableResult
  public mutating func put(
    _ text: String, at point: GridPoint, style: CellStyle = .plain, within limits: GridRect? = nil
  ) -> Int {
    let area = clip(limits)
    guard point.row >= area.row, point.row < area.endRow, point.column < area.endColumn else {
      return 0
    }
    let start = point.row * size.columns
    let width = size.columns
    var column = point.column
    cells.withUnsafeMutableBufferPointer { cells in
      let line = UnsafeMutableBufferPointer(rebasing: cells[start..<start + width])
      for scalar in text.unicodeScalars {
        if column >= area.endColumn { break }
        if Glyph.isPlain(scalar.value) {
          if column >= area.column {
            Self.store(Cell(code: scalar.value, style: style), in: line, at: column)
          }
          column += 1
        } else {
          Self.draw(Glyph(scalar), style, in: line, at: &column, area)
        }
      }
    }
    return column - point.column
  }

  /// Draws a line of several styles and returns the columns that it took.
  @discardableResult
  public mutating func put(
    _ text: StyledText, at point: GridPoint, within limits: GridRect? = nil
  ) -> Int {
    var used = 0
    for run in text.runs {
      let next = GridPoint(column: point.column + used, row: point.row)
      used += put(run.text, at: next, style: run.style, within: limits)
    }
    return used
  }

  /// Draws one cell, if it is inside.
  public mutating func put(_ cell: Cell, at point: GridPoint, within limits: GridRect? = nil) {
    let area = clip(limits)
    guard area.contains(point) else { return }
    let index = point.row * size.columns
    let width = size.columns
    let glyph = cell.isContinuation ? Glyph(" ") : Glyph(cell.scalar)
    cells.withUnsafeMutableBufferPointer { cells in
      let line = UnsafeMutableBufferPointer(rebasing: cells[index..<index + width])
      var column = point.column
      let fits = column + glyph.columns <= area.endColumn
      Self.draw(fits ? glyph : .replacement, cell.style, in: line, at: &column, area)
    }
  }

  /// Draws the same cell all over a rectangle.
  public mutating func fill(_ rect: GridRect, _ cell: Cell = .blank) {
    let area = clip(rect)
    guard !area.isEmpty else { return }
    let step = max(1, cell.columns)
    for row in area.row..<area.endRow {
      for column in stride(from: area.column, to: area.endColumn, by: step) {
        put(cell, at: GridPoint(column: column, row: row), within: area)
      }
    }
  }

  /// Changes the styles in a rectangle and leaves the characters; a wide character at its edge is
  /// changed as a whole.
  public mutating func restyle(_ rect: GridRect, _ change: (inout CellStyle) -> Void) {
    let area = clip(rect)
    guard !area.isEmpty else { return }
    for row in area.row..<area.endRow {
      var first = row * size.columns + area.column
      var end = row * size.columns + area.endColumn
      if cells[first].isContinuation { first -= 1 }
      if area.endColumn < size.columns, cells[end].isContinuation { end += 1 }
      for index in first..<end { change(&cells[index].style) }
    }
  }

  /// The upper left part of this grid in one of another size; what is new is blank.
  public func resized(to newSize: GridSize) -> CellGrid {
    if newSize == size { return self }
    var grid = CellGrid(size: newSize)
    let columns = min(size.columns, newSize.columns)
    for row in 0..<min(size.rows, newSize.rows) {
      for column in 0..<columns {
        grid.cells[row * newSize.columns + column] = cells[row * size.columns + column]
      }
      if columns > 0, columns < size.columns, cells[row * size.columns + columns].isContinuation {
        grid.cells[row * newSize.columns + columns - 1] = .blank
      }
    }
    return grid
  }

  /// The grid with each cell replaced by one of the same kind; the halves of wide ones one by one.
  func mapped(_ change: (Cell) -> Cell) -> CellGrid {
    var grid = self
    for index in cells.indices { grid.cells[index] = change(cells[index]) }
    return grid
  }

  private func clip(_ limits: GridRect?) -> GridRect {
    guard let limits else { return bounds }
    return bounds.intersection(limits)
  }
}

extension CellGrid {
  /// Draws a glyph at a column that may be left of the area, and moves the column on.
  private static func draw(
    _ glyph: Glyph, _ style: CellStyle, in line: UnsafeMutableBufferPointer<Cell>,
    at column: inout Int, _ area: GridRect
  ) {
    let end = column + glyph.columns
    defer { column = min(end, max(column, area.endColumn)) }
    if glyph.columns == 2, column >= area.column, end <= area.endColumn {
      store(Cell(glyph, style: style), in: line, at: column)
      store(.continuation(style), in: line, at: column + 1, keepingLeft: true)
      return
    }
    let shown = glyph.columns == 2 ? Cell(code: 0x20, style: style) : Cell(glyph, style: style)
    for half in column..<end where half >= area.column && half < area.endColumn {
      store(shown, in: line, at: half)
    }
  }

  /// Replaces one cell and blanks the other half of a wide character that it breaks.
  @inline(__always)
  private static func store(
    _ cell: Cell, in line: UnsafeMutableBufferPointer<Cell>, at column: Int,
    keepingLeft: Bool = false
  ) {
    if !keepingLeft, line[column].code == 0 {
      line[column - 1] = Cell(code: 0x20, style: line[column - 1].style)
    }
    if column + 1 < line.count, line[column + 1].code == 0 {
      line[column + 1] = Cell(code: 0x20, style: line[column + 1].style)
    }
    line[column] = cell
  }
}
