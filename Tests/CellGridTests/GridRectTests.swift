import CellGrid
import Testing

@Suite("Rectangles")
struct GridRectTests {
  private let rect = GridRect(column: 10, row: 20, columns: 8, rows: 4)

  private func sides(_ rect: GridRect) -> [Int] {
    [rect.column, rect.row, rect.columns, rect.rows]
  }

  @Test func partsAreRelativeToTheCorner() {
    #expect(sides(rect.rows(1..<3)) == [10, 21, 8, 2])
    #expect(sides(rect.columns(2...)) == [12, 20, 6, 4])
    #expect(sides(rect.rows(3..<99)) == [10, 23, 8, 1])
    #expect(rect.rows(9...).isEmpty && rect.columns(8..<9).isEmpty)
    #expect(sides(rect.inset(columns: 1, rows: 1)) == [11, 21, 6, 2])
    #expect(rect.inset(columns: 5).isEmpty)
    #expect(sides(rect.centered(GridSize(columns: 4, rows: 99))) == [12, 20, 4, 4])
  }

  @Test(arguments: [-5, 0, 1, 3, 4, 99, Int.max, Int.min])
  func splittingLosesNothing(count: Int) {
    for whole in [
      rect, GridRect(GridSize(columns: 1, rows: 1)), GridRect(GridSize(columns: 0, rows: 0)),
    ] {
      let (top, below) = whole.split(top: count)
      #expect(top.rows + below.rows == whole.rows && below.row == top.endRow)
      let (above, bottom) = whole.split(bottom: count)
      #expect(above.rows + bottom.rows == whole.rows && bottom.row == above.endRow)
      let (left, after) = whole.split(left: count)
      #expect(left.columns + after.columns == whole.columns && after.column == left.endColumn)
      let (before, right) = whole.split(right: count)
      #expect(before.columns + right.columns == whole.columns && right.column == before.endColumn)
    }
  }

  @Test func intersections() {
    let other = GridRect(column: 15, row: 0, columns: 99, rows: 22)
    #expect(sides(rect.intersection(other)) == [15, 20, 3, 2])
    #expect(rect.intersection(GridRect(column: 0, row: 0, columns: 10, rows: 99)).isEmpty)
    #expect(rect.contains(GridPoint(column: 17, row: 23)))
    #expect(!rect.contains(GridPoint(column: 18, row: 23)))
    let all = GridRect(column: Int.min, row: Int.min, columns: Int.max, rows: Int.max)
    #expect(all.endColumn >= all.column)
  }
}
