import Glibc

extension NcursesTerminal {
  /// The most bytes that terminals take at once (xterm, OSC 52: 100,000 in base 64).
  private static let clipboardLimit = 74_000

  /// Gives a text to the terminal's clipboard: OSC 52, which terminals with a mouse understand or
  /// pass over. False where it is too long, or for a terminal that might show the sequence.
  public func copy(_ text: String) -> Bool {
    guard isOpen, description.isXtermLike, description.tellsBackground,
      text.utf8.count <= Self.clipboardLimit
    else {
      return false
    }
    RedrawCapture.write(
      Array("\u{1b}]52;c;\(Base64.text(of: text.utf8))\u{7}".utf8), to: STDOUT_FILENO)
    return true
  }
}

/// Bytes as text (RFC 4648, 4).
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Four letters for every three bytes, `=` in the places of those that lack.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) }
      bits <<= 8 * (3 - group.count)
      for place in 0..<4 {
        let digit = digits[bits >> (18 - 6 * place) & 63]
        text.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
