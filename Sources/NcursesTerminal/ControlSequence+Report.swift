import CellGrid

extension ControlSequence {
  /// Reads a whole string sequence: a report of the background (xterm, ctlseqs, OSC 11), or one that
  /// nobody asked for.
  ///
  ///     ESC ] 11 ; rgb: 1414 / 1717 / 1b1b  BEL or ESC \
  static func report(_ bytes: ArraySlice<UInt8>) -> Front {
    let start = Array("\u{1b}]11;".utf8)
    guard bytes.starts(with: start) else { return .skip(bytes.count) }
    let ending = bytes.last == 0x07 ? 1 : 2
    let text = String(decoding: bytes.dropFirst(start.count).dropLast(ending), as: UTF8.self)
    guard let color = color(text) else { return .skip(bytes.count) }
    return .input(.background(color), bytes.count)
  }

  /// A colour as X11 writes it: three parts of one to four hexadecimal digits, of which `rgba:` has a
  /// fourth for how opaque it is.
  private static func color(_ text: String) -> ReportedColor? {
    let isOpaque = text.hasPrefix("rgb:")
    guard isOpaque || text.hasPrefix("rgba:") else { return nil }
    let words = text.dropFirst(isOpaque ? 4 : 5).split(
      separator: "/", omittingEmptySubsequences: false)
    let parts = words.compactMap { word -> Double? in
      guard 1...4 ~= word.count, word.allSatisfy(\.isHexDigit), let value = UInt16(word, radix: 16)
      else { return nil }
      return Double(value) / Double((1 << (4 * word.count)) - 1)
    }
    guard parts.count == words.count, parts.count == (isOpaque ? 3 : 4) else { return nil }
    return ReportedColor(red: parts[0], green: parts[1], blue: parts[2])
  }
}
