import CellGrid
import Testing

@testable import NcursesTerminal

@Suite struct BackgroundReportTests {
  static let reports: [(String, ReportedColor)] = [
    ("\u{1b}]11;rgb:0000/0000/0000\u{7}", ReportedColor(red: 0, green: 0, blue: 0)),
    ("\u{1b}]11;rgb:ffff/8000/0000\u{1b}\\", ReportedColor(red: 1, green: 32768 / 65535, blue: 0)),
    ("\u{1b}]11;rgb:ff/00/33\u{7}", ReportedColor(red: 1, green: 0, blue: 0.2)),
    ("\u{1b}]11;rgb:F/0/3\u{1b}\\", ReportedColor(red: 1, green: 0, blue: 0.2)),
    ("\u{1b}]11;rgba:ffff/0000/0000/8080\u{7}", ReportedColor(red: 1, green: 0, blue: 0)),
  ]

  /// A report may come in two pieces, split anywhere behind its escape, with a pause between them.
  @Test(arguments: reports) func aReportIsRead(_ text: String, _ color: ReportedColor) {
    let bytes = Array(text.utf8)
    for split in 0...bytes.count {
      var decoder = InputDecoder()
      decoder.feed(bytes[..<split])
      if split < bytes.count {
        #expect(decoder.next() == nil)
        #expect((decoder.pending == .report) == (split > 2), "\(split)")
      }
      decoder.feed(bytes[split...] + Array("j".utf8))
      #expect(decoder.next() == .background(color))
      #expect(decoder.next() == .key(Key(.character("j"))))
      #expect(decoder.pending == .nothing)
    }
  }

  /// One that never ends is dropped as a whole.
  @Test func aReportThatIsCutOffIsNoKey() {
    var decoder = InputDecoder()
    decoder.feed(Array("\u{1b}]11;rgb:ffff/ff".utf8))
    #expect(decoder.next() == nil && decoder.next(isLast: true) == nil)
    #expect(decoder.pending == .nothing)
  }
}
