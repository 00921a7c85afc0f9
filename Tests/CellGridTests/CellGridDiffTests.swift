import CellGrid
import Randomness
import Testing

@Suite("Changes between grids")
struct CellGridDiffTests {
  @Test func runsNameTheChangedCells() {
    var old = CellGrid(size: GridSize(columns: 10, rows: 3))
    old.put("0123456789", at: GridPoint(column: 0, row: 1))
    var new = old
    new.put("ab", at: GridPoint(column: 8, row: 1))
    new.put("c", at: GridPoint(column: 0, row: 2))
    new.restyle(GridRect(column: 2, row: 1, columns: 3, rows: 1)) { $0 = $0.bold }
    let runs = new.changes(since: old).map { "\($0.row): \($0.columns)" }
    #expect(runs == ["1: 2..<5", "1: 8..<10", "2: 0..<1"])
    #expect(Array(old.changes(since: old)).isEmpty)
  }

  @Test func wideCharactersComeWhole() {
    var old = CellGrid(size: GridSize(columns: 4, rows: 1))
    var new = old
    old.put("漢", at: GridPoint(column: 1, row: 0))
    new.put("字", at: GridPoint(column: 1, row: 0))
    #expect(new.changes(since: old).map(\.columns) == [1..<3])
  }

  @Test(arguments: 0..<60)
  func randomGridsAgreeWithANaiveComparison(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let size = GridSize(
      columns: Int.random(in: 1...30, using: &random), rows: Int.random(in: 1...8, using: &random))
    let old = Self.scribbled(CellGrid(size: size), times: 30, &random)
    let new = Self.scribbled(old, times: Int.random(in: 0...12, using: &random), &random)

    var shown = old
    var listed: Set<GridPoint> = []
    for run in new.changes(since: old) {
      for column in run.columns {
        let point = GridPoint(column: column, row: run.row)
        #expect(listed.insert(point).inserted)
        if !new[point].isContinuation { shown.put(new[point], at: point) }
      }
    }
    #expect(shown == new)

    var expected: Set<GridPoint> = []
    for row in 0..<size.rows {
      for column in 0..<size.columns where old[column, row] != new[column, row] {
        expected.insert(GridPoint(column: column, row: row))
        if new[column, row].columns == 2 {
          expected.insert(GridPoint(column: column + 1, row: row))
        }
      }
    }
    #expect(listed == expected)
  }

  private static func scribbled(
    _ grid: CellGrid, times: Int, _ random: inout SplitMix64
  ) -> CellGrid {
    var grid = grid
    let styles: [CellStyle] = [.plain, .plain.bold, .color(.rgb(0x5aa0e0))]
    for _ in 0..<times {
      let text = ["a", "漢字", "x·y", "🙂", "hello", " "].randomElement(using: &random) ?? ""
      let point = GridPoint(
        column: Int.random(in: -2...grid.size.columns, using: &random),
        row: Int.random(in: 0..<grid.size.rows, using: &random))
      grid.put(text, at: point, style: styles.randomElement(using: &random) ?? .plain)
    }
    return grid
  }
}
