import Testing

@testable import NcursesTerminal

/// Bytes as text for the clipboard.
@Suite struct Base64Tests {
  /// The test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]) func vectors(bytes: String, text: String) {
    #expect(Base64.text(of: bytes.utf8) == text)
  }

  @Test func allBytes() {
    #expect(Base64.text(of: [0xfb, 0xff, 0xfe]) == "+//+")
  }
}
