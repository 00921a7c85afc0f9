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
