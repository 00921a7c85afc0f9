import CellGrid
import Testing

@Suite("Pictures of a grid")
struct CellGridExportTests {
  private func grid(_ text: StyledText, columns: Int = 24) -> CellGrid {
    var grid = CellGrid(size: GridSize(columns: columns, rows: 1))
    grid.put(text, at: GridPoint(column: 0, row: 0))
    return grid
  }

  @Test func ansiTextSetsAndEndsStyles() {
    let style = CellStyle(foreground: .rgb(0x0102ff), background: .rgb(0x102030)).bold.underline
    #expect(
      grid([.init("a"), .init("b", style), .init("c")]).ansiText
        == "a\u{1b}[0;1;4;38;2;1;2;255;48;2;16;32;48mb\u{1b}[0mc\n")
    #expect(
      grid([.init("a", style)], columns: 1).ansiText.hasSuffix("ma\u{1b}[0m\n"))
  }

  @Test func markupIsEscaped() {
    let grid = grid([.init("<b> & \"q\"", .plain.bold), .init("</pre>")])
    for picture in [grid.svg, grid.html] {
      #expect(picture.contains("&lt;b&gt; &amp; &quot;q&quot;"))
      #expect(picture.contains("&lt;/pre&gt;"))
      #expect(!picture.contains("<b>"))
    }
    #expect(grid.html.components(of: "</pre>") == 2)
  }

  @Test func picturesShowTheColours() {
    let style = CellStyle(foreground: .rgb(0x2db58d), background: .rgb(0x20262e))
    let grid = grid([.init("ab", style), .init("cd", style.reverse)])
    #expect(grid.html.contains("<span style=\"color: #2db58d; background: #20262e\">ab</span>"))
    #expect(grid.html.contains("<span style=\"color: #20262e; background: #2db58d\">cd</span>"))
    #expect(
      grid.svg.contains("<rect x=\"20\" y=\"0\" width=\"20\" height=\"20\" fill=\"#2db58d\"/>"))
  }

  @Test func picturesBelowEachOtherAreOneDrawing() {
    let (wide, narrow) = (grid([.init("ab")], columns: 9), grid([.init("<c")], columns: 2))
    let svg = CellGrid.svg(of: [wide, narrow])
    #expect(svg.components(of: "<svg ") == 2 && svg.components(of: "</svg>") == 2)
    #expect(svg.contains("viewBox=\"0 0 90 60\""))
    #expect(svg.contains("<text x=\"0\" y=\"15\"") && svg.contains(">ab</text>"))
    #expect(svg.contains("<text x=\"0\" y=\"55\"") && svg.contains(">&lt;c</text>"))
    #expect(CellGrid.svg(of: [wide]) == wide.svg)
  }

  @Test func pagesHoldSeveralPictures() {
    let grid = grid([.init("a")], columns: 3)
    let page = CellGrid.htmlHead(title: "a<b\u{1b}") + grid.htmlRows + grid.htmlRows
    #expect(page.contains("<title>a&lt;b?</title>"))
    #expect((page + CellGrid.htmlTail).hasSuffix("<pre>\na\na\n</pre>\n</body>\n</html>\n"))
  }

  @Test func linesMakeAGridOfTheirSize() {
    let grid = CellGrid(lines: ["a", "", "漢b\u{7}"])
    #expect(grid.size == GridSize(columns: 4, rows: 3))
    #expect(grid.text == "a\n\n漢b?")
    #expect(CellGrid(lines: [String]()).size == GridSize(columns: 0, rows: 0))
  }

  @Test func asciiKeepsEveryMeaningApart() {
    let bars = grid("▁▂▃▄▅▆▇█").asciiOnly().text
    #expect(bars == ".:-=+*#@")
    #expect(grid("K·▒ ▸→ ◆● ▌└─ …│").asciiOnly().text == "K.% >> *o |`- ~|")
    #expect(grid("漢é").asciiOnly().text == "???")
    let ascii = String((0x20...0x7e as ClosedRange<UInt8>).map { Character(Unicode.Scalar($0)) })
    #expect(
      grid(StyledText(ascii), columns: 95).asciiOnly() == grid(StyledText(ascii), columns: 95))
  }
}

extension String {
  fileprivate func components(of separator: String) -> Int {
    ranges(of: separator).count + 1
  }
}
