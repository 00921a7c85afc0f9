import CellGrid

/// Turns the bytes of a terminal into keys, mouse events and pastes.
///
/// Understands the sequences that xterm and its kin send (ECMA-48 control sequences with modifier
/// parameters, SGR mouse reports, bracketed paste) and, for other terminals, those of their
/// terminfo entry. A sequence that means nothing is swallowed as a whole, so that its letters are
/// never taken for keys.
struct InputDecoder {
  /// Why the decoder waits for more bytes.
  enum Pending {
    /// Nothing has begun.
    case nothing
    /// An escape: a key of its own unless more follows at once.
    case sequence
    /// A report that the terminal was asked for: it may come in pieces, and is never typed.
    case report
    /// A paste without its end.
    case paste
  }

  private var bytes: [UInt8] = []
  private var terminfoKeys: [[UInt8]: Key] = [:]
  private var isPasting = false
  /// How many bytes of a paste are known not to hold its end, so that a long one that comes in
  /// pieces is searched once.
  private var searched = 0

  /// A decoder that also knows these sequences, unless it reads them as a key anyway.
  init(terminfoKeys: [[UInt8]: Key] = [:]) {
    self.terminfoKeys = terminfoKeys.filter { sequence, _ in
      guard sequence.count > 1, sequence[0] == Byte.escape else { return false }
      var plain = InputDecoder(bytes: sequence)
      guard case .key(let key)? = plain.next(isLast: true), plain.bytes.isEmpty else { return true }
      if case .character = key.code { return true }
      return false
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Adds what was read.
  mutating func feed(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// What has begun and not ended.
  var pending: Pending {
    isPasting ? .paste : bytes.isEmpty ? .nothing : hasReport ? .report : .sequence
  }

  /// Whether a report has begun, by more than its first two bytes, which could be a key with Alt.
  private var hasReport: Bool { bytes.starts(with: [Byte.escape, UInt8(ascii: "]"), 0x31]) }

  /// The next event; nothing if more bytes are needed.
  ///
  /// With `isLast` no more will come soon: an escape is the key Escape, and a paste is over.
  mutating func next(isLast: Bool = false) -> TerminalInput? {
    while true {
      if isPasting { return nextPaste(isLast: isLast) }
      guard !bytes.isEmpty else { return nil }
      switch decode(isLast: isLast) {
      case .incomplete: return nil
      case .skip(let count): bytes.removeFirst(count)
      case .input(let input, let count):
        bytes.removeFirst(count)
        return input
      case .pasteBegin(let count):
        bytes.removeFirst(count)
        isPasting = true
      }
    }
  }

  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  private mutating func nextPaste(isLast: Bool) -> TerminalInput? {
    let start = max(0, searched - Self.pasteEnd.count + 1)
    let end = bytes[start...].firstRange(of: Self.pasteEnd)
    guard end != nil || isLast else {
      searched = bytes.count
      return nil
    }
    searched = 0
    let text = bytes[..<(end?.lowerBound ?? bytes.endIndex)]
    bytes.removeFirst(end?.upperBound ?? bytes.count)
    isPasting = false
    var lines: [UInt8] = []
    for (index, byte) in text.enumerated() {
      let followsReturn = index > 0 && text[index - 1] == 0x0d
      if byte == 0x0a, followsReturn { continue }
      lines.append(byte == 0x0d ? 0x0a : byte)
    }
    return .paste(String(decoding: lines, as: UTF8.self))
  }
}

extension InputDecoder {
  /// What stands at the front of the bytes, and how many they are.
  enum Front {
    case incomplete
    case skip(Int)
    case input(TerminalInput, Int)
    case pasteBegin(Int)

    static func key(_ key: Key, _ count: Int) -> Front { .input(.key(key), count) }
  }

  enum Byte {
    static let escape: UInt8 = 0x1b
  }

  private func decode(isLast: Bool) -> Front {
    guard bytes[0] == Byte.escape else { return Self.character(bytes[...], isLast: isLast) }
    if let known = terminfoKey(isLast: isLast) { return known }
    return Self.escaped(bytes[...], isLast: isLast)
  }

  private func terminfoKey(isLast: Bool) -> Front? {
    let length = terminfoKeys.keys.lazy.map(\.count).max() ?? 0
    for count in stride(from: min(length, bytes.count), to: 1, by: -1) {
      if let key = terminfoKeys[Array(bytes[..<count])] { return .key(key, count) }
    }
    guard !isLast else { return nil }
    return terminfoKeys.keys.contains { $0.starts(with: bytes) } ? .incomplete : nil
  }

  /// A sequence, an Alt key, or Escape itself.
  private static func escaped(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Front {
    let rest = bytes.dropFirst()
    guard let second = rest.first else {
      return isLast ? .key(Key(.escape), 1) : .incomplete
    }
    switch second {
    case UInt8(ascii: "["):
      let front = ControlSequence.decode(bytes)
      if case .incomplete = front, isLast {
        return bytes.count == 2 ? .key(Key(.character("["), .alt), 2) : .skip(bytes.count)
      }
      return front
    case UInt8(ascii: "O"):
      let front = ControlSequence.decodeShort(bytes)
      guard case .incomplete = front, isLast else { return front }
      return .key(Key(.character("O"), .alt), 2)
    case UInt8(ascii: "]"):
      if let count = ControlSequence.stringLength(bytes) {
        return ControlSequence.report(bytes.prefix(count))
      }
      if !isLast { return .incomplete }
      // A report without its end is no key either.
      if rest.dropFirst().first == 0x31 { return .skip(bytes.count) }
    case UInt8(ascii: "P"), UInt8(ascii: "_"):
      if let count = ControlSequence.stringLength(bytes) { return .skip(count) }
      if !isLast { return .incomplete }
    default: break
    }
    // Escape twice: some terminals put one before a sequence for Alt.
    let front =
      second == Byte.escape ? escaped(rest, isLast: isLast) : character(rest, isLast: isLast)
    switch front {
    case .input(.key(let key), _) where key.code == .escape: return .key(Key(.escape), 1)
    case .input(.key(let key), let count):
      return .key(Key(key.code, key.modifiers.union(.alt)), count + 1)
    case .input(let other, let count): return .input(other, count + 1)
    case .skip(let count): return .skip(count + 1)
    case .pasteBegin(let count): return .pasteBegin(count + 1)
    case .incomplete: return .incomplete
    }
  }

  /// A key that is one character, in UTF-8, or a control character.
  private static func character(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Front {
    let first = bytes[bytes.startIndex]
    switch first {
    case 0x0d, 0x0a: return .key(Key(.enter), 1)
    case 0x09: return .key(Key(.tab), 1)
    case 0x08, 0x7f: return .key(Key(.backspace), 1)
    case 0x00: return .key(Key(.character(" "), .control), 1)
    case 0x01...0x1a: return .key(Key(.character(Unicode.Scalar(first + 0x60)), .control), 1)
    case 0x1c...0x1f: return .key(Key(.character(Unicode.Scalar(first + 0x40)), .control), 1)
    case 0x20...0x7e: return .key(Key(.character(Unicode.Scalar(first))), 1)
    default: break
    }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
    let part = bytes.prefix(length)
    guard let text = String(validating: part, as: UTF8.self), let scalar = text.unicodeScalars.first
    else {
      let isOpen = part.count < length && part.dropFirst().allSatisfy { $0 & 0xc0 == 0x80 }
      return isOpen && !isLast ? .incomplete : .skip(1)
    }
    return .key(Key(.character(scalar)), length)
  }
}
