import Testing

@testable import Traces

@Suite struct LineReaderTests {
  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
    ("a\r\n\r\nb\r\r\n", ["a", "", "b"]), ("\u{feff}a\n", ["a"]), ("a\rb\r", ["a\rb"]),
  ])
  func endsLines(text: String, lines: [String]) {
    var read: [String] = []
    LineReader.withLines(of: Array(text.utf8)) { reader in
      while let line = reader.next() {
        read.append(String(decoding: line.bytes, as: UTF8.self))
        #expect(line.number == read.count)
      }
      #expect(reader.count == read.count)
    }
    #expect(read == lines)
  }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1b}[31mred\u{1b}[0m", "red"), ("\u{1b}[?7l\u{1b}[2Jx", "x"),
    ("\u{1b}cx", "x"), ("\u{1b}]0;title\u{7}x", "x"), ("\u{1b}(Bx", "x"), ("x\u{1b}", "x"),
    ("x\u{1b}[", "x"), ("x\u{1b}[12\ny", "x\ny"), ("\u{1b}\u{1b}[mx", "x"),
    ("\u{1b}]0;no end\nx", "\nx"), ("\u{1b}\nx", "\nx"),
  ])
  func removesEscapeSequences(text: String, plain: String) {
    #expect(EscapeSequences.removed(from: Array(text.utf8)) == Array(plain.utf8))
  }
}
