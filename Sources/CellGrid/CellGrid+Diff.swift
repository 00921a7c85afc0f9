/// Neighbouring cells of one row that differ between two grids.
public struct CellRun: Hashable, Sendable {
  /// The row, from 0.
  public let row: Int
  /// The columns, from 0.
  public let columns: Range<Int>
}

extension CellGrid {
  /// The runs of cells that differ from an older grid of the same size, row by row.
  ///
  /// A wide character that changed is always in a run with both its halves.
  /// - Complexity: O(cells); nothing is allocated.
  public func changes(since old: CellGrid) -> CellChanges {
    precondition(size == old.size, "comparing a grid of \(size) with one of \(old.size)")
    return CellChanges(old: old, new: self)
  }
}

/// The runs of changed cells between two grids of equal size.
public struct CellChanges: Sequence, IteratorProtocol, Sendable {
  private let old: CellGrid
  private let new: CellGrid
  private var index = 0

  init(old: CellGrid, new: CellGrid) {
    self.old = old
    self.new = new
  }

  /// The next run, or nothing after the last.
  public mutating func next() -> CellRun? {
    let columns = new.size.columns
    let count = new.cells.count
    while index < count, old.cells[index] == new.cells[index] { index += 1 }
    guard index < count else { return nil }
    let row = index / columns
    let start = index
    let rowEnd = (row + 1) * columns
    while index < rowEnd, old.cells[index] != new.cells[index] || new.cells[index].isContinuation {
      index += 1
    }
    return CellRun(row: row, columns: start - row * columns..<index - row * columns)
  }
}
