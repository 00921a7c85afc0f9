import CellGrid
import Testing

@Suite("What may reach a terminal")
struct GlyphTests {
  @Test(
    "hostile characters are shown as ?",
    arguments: [
      ("\u{1b}[31mred", "?[31mred"), ("a\u{0}b\u{7}c\u{7f}", "a?b?c?"),
      ("line\r\nbreak", "line??break"),
      ("\u{9b}2J", "?2J"), ("x\u{202e}txt.exe", "x?txt.exe"), ("a\u{2066}b\u{2069}", "a?b?"),
      ("zero\u{200b}width\u{feff}", "zero?width?"), ("soft\u{ad}hyphen", "soft?hyphen"),
      ("private \u{e0b0} \u{f0000}", "private ? ?"), ("unassigned \u{378}", "unassigned ?"),
      ("tag \u{e0041}", "tag ?"), ("filler\u{3164}", "filler?"),
      ("lines\u{2028}\u{2029}", "lines??"),
      ("nonchar\u{fffe}", "nonchar?"), ("no\u{a0}break", "no break"),
    ] as [(String, String)])
  func hostile(text: String, shown: String) {
    var grid = CellGrid(size: GridSize(columns: 20, rows: 1))
    #expect(grid.put(text, at: GridPoint(column: 0, row: 0)) == Glyph.columns(of: text))
    #expect(grid.text == shown)
  }

  @Test func combiningMarksAreDropped() {
    var grid = CellGrid(size: GridSize(columns: 5, rows: 1))
    #expect(grid.put("e\u{301}a\u{20dd}x", at: GridPoint(column: 0, row: 0)) == 3)
    #expect(grid.text == "eax")
    #expect(Cell("\u{301}").scalar == "?")
  }

  @Test(
    "columns",
    arguments: [
      ("plain", 5), ("é·…→▆└", 6), ("漢字", 4), ("ｆｕｌｌ", 8), ("🙂", 2), ("한글", 4), ("ｱ", 1),
      ("⌚", 2), ("◆●", 2), ("─│", 2), ("кир", 3), ("\u{3000}", 2),
    ] as [(String, Int)])
  func columns(text: String, columns: Int) {
    #expect(Glyph.columns(of: text) == columns)
  }

  @Test func noScalarGivesAControlCharacter() {
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let glyph = Glyph(scalar)
      switch glyph.scalar.properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
        Issue.record("U+\(String(value, radix: 16)) is shown as it is")
      default: break
      }
      #expect((0...2).contains(glyph.columns))
    }
  }
}
