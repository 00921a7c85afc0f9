import CellGrid
import Testing

@Suite("Drawing into a grid")
struct CellGridDrawingTests {
  private func grid(_ columns: Int, _ rows: Int) -> CellGrid {
    CellGrid(size: GridSize(columns: columns, rows: rows))
  }

  private func point(_ column: Int, _ row: Int) -> GridPoint {
    GridPoint(column: column, row: row)
  }

  @Test func textStandsWhereItWasPut() {
    var grid = grid(12, 2)
    let used = grid.put("16 holes", at: point(2, 1), style: .color(.rgb(0xf0a830)).bold)
    #expect(used == 8)
    #expect(
      grid.description == """
        │            │
        │  16 holes  │
          0 plain, 2 bold #f0a830, 10 plain
        """)
  }

  @Test func textIsClippedAtEachEdge() {
    var grid = grid(5, 1)
    #expect(grid.put("abcdef", at: point(3, 0)) == 2)
    #expect(grid.put("xyz", at: point(-2, 0)) == 3)
    #expect(grid.text == "z  ab")
    for outside in [point(0, -1), point(0, 1), point(5, 0), point(Int.max, Int.min)] {
      #expect(grid.put("no", at: outside) == 0)
    }
    #expect(grid.put("no", at: point(Int.min, 0)) == 2)
    #expect(grid.text == "z  ab")
  }

  @Test func textStaysWithinItsRectangle() {
    var grid = grid(8, 2)
    let limits = GridRect(column: 2, row: 1, columns: 3, rows: 9)
    #expect(grid.put("abcdefgh", at: point(0, 1), within: limits) == 5)
    #expect(grid.put("abcdefgh", at: point(2, 0), within: limits) == 0)
    #expect(grid.text == "\n  cde")
  }

  @Test func runsFollowEachOther() {
    var grid = grid(20, 1)
    let bold = CellStyle.plain.bold
    let line: StyledText = [.init("K", bold), .init(" kernel"), .init(" · free", .plain.dim)]
    #expect(line.columns == 15)
    #expect(grid.put(line, at: point(1, 0)) == 15)
    #expect(
      grid.description == """
        │ K kernel · free    │
          0 plain, 1 bold, 2 plain, 9 dim, 16 plain
        """)
  }

  @Test(arguments: [
    (20, "free list 5638+16"), (17, "free list 5638+16"), (16, "free list 5638+…"),
    (10, "free list…"), (1, "…"), (0, ""), (-3, ""),
  ])
  func truncationEndsInAnEllipsis(limit: Int, expected: String) {
    let line: StyledText = [.init("free list "), .init("5638+16", .plain.bold)]
    #expect(line.truncated(to: limit).text == expected)
  }

  @Test func truncationNeverSplitsAWideCharacter() {
    #expect(StyledText("漢字漢").truncated(to: 4).text == "漢…")
    #expect(StyledText("漢字漢").truncated(to: 4).columns == 3)
  }

  @Test func wideCharactersTakeTwoCells() {
    var grid = grid(6, 1)
    #expect(grid.put("漢a🙂", at: point(0, 0)) == 5)
    #expect(grid[0, 0].columns == 2 && grid[1, 0].isContinuation)
    #expect(grid[2, 0].scalar == "a" && grid[4, 0].isContinuation)
    #expect(grid.text == "漢a🙂")
  }

  @Test func overwritingHalfAWideCharacterBlanksTheOther() {
    var left = grid(4, 1)
    left.put("漢字", at: point(0, 0))
    left.put("x", at: point(0, 0))
    #expect(left.text == "x 字")
    var right = grid(4, 1)
    right.put("漢字", at: point(0, 0))
    right.put("x", at: point(1, 0))
    #expect(right.text == " x字")
    var both = grid(4, 1)
    both.put("漢字", at: point(0, 0))
    both.put("語", at: point(1, 0))
    #expect(both.text == " 語")
    #expect(!both[3, 0].isContinuation)
  }

  @Test func aWideCharacterCutByAnEdgeLeavesASpace() {
    var grid = grid(3, 1)
    grid.put("...", at: point(0, 0))
    #expect(grid.put("a漢", at: point(1, 0)) == 2)
    #expect(grid.text == ".a")
    grid.put("漢b", at: point(-1, 0))
    #expect(grid.text == " b")
    grid[2, 0] = Cell("漢")
    #expect(grid.text == " b?")
  }

  @Test func fillAndRestyleKeepToTheirRectangle() {
    var grid = grid(6, 3)
    grid.fill(GridRect(column: 1, row: 1, columns: 3, rows: 9), Cell("·"))
    grid.restyle(GridRect(column: 3, row: 0, columns: 9, rows: 2)) { $0 = $0.reverse }
    #expect(
      grid.description == """
        │      │
          0 plain, 3 reverse
        │ ···  │
          0 plain, 3 reverse
        │ ···  │
        """)
    grid.fill(GridRect(column: 0, row: 0, columns: 5, rows: 1), Cell("漢"))
    #expect(grid.text(row: 0) == "漢漢?")
  }

  @Test func restylingHalfAWideCharacterChangesAllOfIt() {
    var grid = grid(4, 1)
    grid.put("漢字", at: point(0, 0))
    grid.restyle(GridRect(column: 1, row: 0, columns: 2, rows: 1)) { $0 = $0.bold }
    #expect((0..<4).allSatisfy { grid[$0, 0].style == .plain.bold })
  }

  @Test func resizingKeepsTheCommonPart() {
    var grid = grid(4, 2)
    grid.put("ab漢", at: point(0, 0))
    grid.put("cd", at: point(0, 1))
    #expect(grid.resized(to: GridSize(columns: 3, rows: 1)).text == "ab")
    #expect(grid.resized(to: GridSize(columns: 6, rows: 3)).text == "ab漢\ncd\n")
  }

  @Test(arguments: [GridSize(columns: 0, rows: 0), GridSize(columns: 1, rows: 1)])
  func theSmallestGridsSurviveEverything(size: GridSize) {
    var grid = CellGrid(size: size)
    grid.put("漢 long text", at: point(0, 0))
    grid.put("long text", at: point(0, 0))
    grid.put("漢", at: point(-1, 0))
    grid.put(Cell("漢"), at: point(0, 0))
    grid.fill(grid.bounds.inset(columns: 3, rows: 3), Cell("x"))
    grid.fill(GridRect(column: -9, row: -9, columns: Int.max, rows: Int.max), Cell("漢"))
    grid.restyle(grid.bounds) { $0 = $0.bold }
    #expect(grid.text == (size.isEmpty ? "" : "?"))
    #expect(Array(grid.changes(since: grid)).isEmpty)
    for picture in [grid.ansiText, grid.svg, grid.html] { #expect(!picture.contains("long")) }
    #expect(grid.asciiOnly() == grid)
  }

  @Test func aCellIsSixteenBytes() {
    #expect(MemoryLayout<Cell>.stride == 16)
  }
}
