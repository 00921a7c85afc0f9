/// The ANSI escape sequences (ECMA-48) that serial consoles and coloured dmesg output contain.
public enum EscapeSequences {
  /// The text without its escape sequences; a text without any is not copied.
  ///
  /// No end of a line is ever removed, so lines keep their numbers. Linear time.
  public static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard var index = bytes.firstIndex(of: escape) else { return bytes }
    var text = [UInt8](bytes[..<index])
    text.reserveCapacity(bytes.count)
    while index < bytes.count {
      if bytes[index] == escape {
        index = end(ofSequenceAt: index, in: bytes)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return text
  }

  private static let escape: UInt8 = 0x1b

  /// The index after the sequence that starts with the escape character at `start`.
  private static func end(ofSequenceAt start: Int, in bytes: [UInt8]) -> Int {
    var index = start + 1
    func skip(_ range: ClosedRange<UInt8>) {
      while index < bytes.count, range.contains(bytes[index]) { index += 1 }
    }
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case 0x5b:  // control sequence: ESC [ parameters intermediates final
      index += 1
      skip(0x30...0x3f)
      skip(0x20...0x2f)
      if index < bytes.count, (0x40...0x7e).contains(bytes[index]) { index += 1 }
    case 0x5d:  // operating system command: ESC ] text, ended by BEL or ESC \
      skip(0x20...0xff)
      if index < bytes.count, bytes[index] == 0x07 { index += 1 }
    default:  // ESC intermediates final
      skip(0x20...0x2f)
      if index < bytes.count, (0x30...0x7e).contains(bytes[index]) { index += 1 }
    }
    return index
  }
}
