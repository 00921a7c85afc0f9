import Glibc

/// A place in a run of bytes, and the small pieces of text that all formats are made of.
///
/// It does not own the bytes: it must not outlive them.
struct ByteCursor {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The byte at the position; 0 at the end.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func skipSpaces() {
    while position < bytes.count, bytes[position].isSpace { position += 1 }
  }

  /// The bytes up to the next space.
  mutating func field() -> UnsafeRawBufferPointer {
    let start = position
    while position < bytes.count, !bytes[position].isSpace { position += 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
  }

  /// Steps over `text` if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
    position += count
    return true
  }

  /// Steps behind the next `text`; stays where it is if there is none.
  mutating func skip(past text: StaticString) -> Bool {
    guard let start = bytes.firstIndex(of: text, from: position) else { return false }
    position = start + text.utf8CodeUnitCount
    return true
  }

  /// A decimal number that comes next.
  mutating func decimal() -> Number {
    var value: UInt64 = 0
    var tooLarge = false
    let start = position
    while position < bytes.count {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(digit))
      value = sum
      tooLarge = tooLarge || overflow || carry
      position += 1
    }
    return position == start ? .none : tooLarge ? .tooLarge : .value(value)
  }

  /// A hexadecimal number that comes next, with or without 0x.
  mutating func hexadecimal() -> UInt64? {
    let before = position
    if take("0x") || take("0X") {}
    var value: UInt64 = 0
    let start = position
    while let digit = next.hexadecimalDigit {
      guard value >> 60 == 0 else {
        position = before
        return nil
      }
      value = value << 4 | UInt64(digit)
      position += 1
    }
    guard position > start else {
      position = before
      return nil
    }
    return value
  }

  /// What a decimal number can turn out to be.
  enum Number {
    case value(UInt64)
    case none
    case tooLarge
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or one of the other ASCII white-space characters.
  var isSpace: Bool { self == 0x20 || (self >= 9 && self <= 13) }

  /// The value of a hexadecimal digit.
  var hexadecimalDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Where `text`, which is not empty, first starts at or after `start`.
  func firstIndex(of text: StaticString, from start: Int = 0) -> Int? {
    var search = start
    while let found = firstIndex(of: text.utf8Start[0], from: search) {
      guard count - found >= text.utf8CodeUnitCount, let base = baseAddress else { return nil }
      if memcmp(base + found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return found }
      search = found + 1
    }
    return nil
  }

  /// Where `byte` first occurs at or after `start`.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    let found = memchr(base + start, Int32(byte), count - start)
    return found.map { base.distance(to: UnsafeRawPointer($0)) }
  }

  /// Whether the bytes are `text`.
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  /// Whether the bytes begin with `text`.
  func starts(with text: StaticString) -> Bool {
    var cursor = ByteCursor(self)
    return cursor.take(text)
  }

  /// Whether the bytes before `end` end with `text`.
  func hasSuffix(_ text: StaticString, before end: Int) -> Bool {
    let start = end - text.utf8CodeUnitCount
    guard start >= 0 else { return false }
    var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: self[start..<end]))
    return cursor.take(text)
  }

  /// The bytes without the white space at both ends.
  var trimmed: UnsafeRawBufferPointer {
    var (low, high) = (0, count)
    while low < high, self[low].isSpace { low += 1 }
    while low < high, self[high - 1].isSpace { high -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[low..<high])
  }
}
