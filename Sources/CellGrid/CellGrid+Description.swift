extension CellGrid {
  /// The characters of one row without trailing blanks.
  public func text(row: Int) -> String {
    var line = String.UnicodeScalarView()
    for cell in rowCells(row) where !cell.isContinuation { line.append(cell.scalar) }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The characters, a line for each row, without trailing blanks.
  public var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }

  /// The cells of a row.
  func rowCells(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// A row cut where the style changes: the first column of each piece, its text and style.
  func styledRuns(row: Int) -> [(column: Int, columns: Int, text: String, style: CellStyle)] {
    var runs: [(column: Int, columns: Int, text: String, style: CellStyle)] = []
    for (column, cell) in rowCells(row).enumerated() {
      if runs.last?.style != cell.style { runs.append((column, 0, "", cell.style)) }
      runs[runs.count - 1].columns += 1
      if !cell.isContinuation { runs[runs.count - 1].text.unicodeScalars.append(cell.scalar) }
    }
    return runs
  }
}

extension CellGrid: CustomStringConvertible {
  /// A picture for tests: the lines, each followed by its style changes unless all of it is plain.
  ///
  /// ```
  /// │ Heap  16 holes  │
  ///   0 plain, 1 bold #f0b040, 5 plain
  /// ```
  public var description: String {
    var lines: [String] = []
    for row in 0..<size.rows {
      let runs = styledRuns(row: row)
      lines.append("│" + runs.map(\.text).joined() + "│")
      if runs.contains(where: { $0.style != .plain }) {
        lines.append("  " + runs.map { "\($0.column) \($0.style)" }.joined(separator: ", "))
      }
    }
    return lines.joined(separator: "\n")
  }
}
