import CellGrid

/// The escape sequences of ECMA-48 as keyboards and mice of terminals use them (xterm, ctlseqs).
///
/// ```
/// ESC [  private  n ; modifier  final      control sequence, e.g. ESC [ 1 ; 2 C   Shift-Right
/// ESC O  modifier  final                   single shift three, e.g. ESC O A        Up
/// ESC [ < button ; column ; row  M or m    SGR mouse report, press or release
/// ESC ] … BEL,  ESC P … ESC \              a report that nobody asked for
/// ```
enum ControlSequence {
  typealias Front = InputDecoder.Front

  /// Reads a sequence that begins with `ESC [`.
  static func decode(_ bytes: ArraySlice<UInt8>) -> Front {
    let body = bytes.dropFirst(2)
    if body.first == UInt8(ascii: "[") {  // F1 to F5 of the Linux console: ESC [ [ A
      guard let letter = body.dropFirst().first else { return .incomplete }
      guard 0x41...0x45 ~= letter else { return .skip(3) }
      return .key(Key(.function(Int(letter) - 0x40)), 4)
    }
    guard let finalIndex = body.firstIndex(where: { !(0x20...0x3f ~= $0) }) else {
      // Nothing that is a key or a report is that long.
      return body.count > 64 ? .skip(bytes.count) : .incomplete
    }
    let count = bytes.distance(from: bytes.startIndex, to: finalIndex) + 1
    let final = bytes[finalIndex]
    guard 0x40...0x7e ~= final else { return .skip(count - 1) }
    let text = body[..<finalIndex]
    if text.first == UInt8(ascii: "<") {
      return mouse(numbers(text.dropFirst()), isRelease: final == UInt8(ascii: "m"), count)
    }
    guard text.allSatisfy({ 0x30...0x3b ~= $0 }) else { return .skip(count) }
    let parameters = numbers(text)
    if final == UInt8(ascii: "~"), parameters.first == 200 { return .pasteBegin(count) }
    guard let key = key(final, parameters) else { return .skip(count) }
    return .key(key, count)
  }

  /// Reads a sequence that begins with `ESC O`.
  static func decodeShort(_ bytes: ArraySlice<UInt8>) -> Front {
    let body = bytes.dropFirst(2)
    guard let first = body.first else { return .incomplete }
    let digit = 0x31...0x38 ~= first ? Int(first) - 0x30 : nil
    guard let final = digit == nil ? first : body.dropFirst().first else { return .incomplete }
    let count = digit == nil ? 3 : 4
    if final == UInt8(ascii: "M") { return .key(Key(.enter), count) }
    if 0x61...0x64 ~= final, let code = letterKeys[final - 0x20] {  // rxvt: Control with an arrow
      return .key(Key(code, .control), count)
    }
    guard let code = letterKeys[final] else { return .skip(0x40...0x7e ~= final ? count : 2) }
    return .key(Key(code, modifiers(digit ?? 1)), count)
  }

  /// The length of a string sequence up to its end (BEL, or ESC and a backslash).
  static func stringLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    var previous: UInt8 = 0
    for (index, byte) in bytes.enumerated().dropFirst(2) {
      if byte == 0x07 || previous == 0x1b && byte == UInt8(ascii: "\\") { return index + 1 }
      previous = byte
    }
    return nil
  }

  private static let letterKeys: [UInt8: KeyCode] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numberKeys: [Int: KeyCode] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
    29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
  ]

  private static func key(_ final: UInt8, _ parameters: [Int]) -> Key? {
    let first = parameters.first ?? 1
    let held = modifiers(parameters.count > 1 ? parameters[1] : 1)
    switch final {
    case UInt8(ascii: "~") where first == 27 && parameters.count > 2:
      return character(parameters[2], held)
    case UInt8(ascii: "~"): return numberKeys[first].map { Key($0, held) }
    case UInt8(ascii: "^"): return numberKeys[first].map { Key($0, .control) }
    case UInt8(ascii: "@"): return numberKeys[first].map { Key($0, [.shift, .control]) }
    case UInt8(ascii: "u"): return character(first, held)
    case UInt8(ascii: "Z"): return Key(.backTab, held.subtracting(.shift))
    case 0x61...0x64: return letterKeys[final - 0x20].map { Key($0, .shift) }  // rxvt
    default: return first == 1 ? letterKeys[final].map { Key($0, held) } : nil
    }
  }

  /// A character by its number, as terminals send what has no control character.
  private static func character(_ value: Int, _ held: Key.Modifiers) -> Key? {
    switch value {
    case 9: return held.contains(.shift) ? Key(.backTab, held.subtracting(.shift)) : Key(.tab, held)
    case 13: return Key(.enter, held)
    case 27: return Key(.escape, held)
    case 8, 127: return Key(.backspace, held)
    default:
      guard value >= 0x20, let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
        return nil
      }
      return Key(.character(scalar), held.subtracting(.shift))
    }
  }

  /// The parameter is 1 plus a bit each for Shift, Alt, Control and Meta.
  private static func modifiers(_ parameter: Int) -> Key.Modifiers {
    let bits = max(0, parameter - 1)
    var held: Key.Modifiers = []
    if bits & 1 != 0 { held.insert(.shift) }
    if bits & 0b1010 != 0 { held.insert(.alt) }
    if bits & 4 != 0 { held.insert(.control) }
    return held
  }

  /// Numbers between semicolons; an absent one is 1, one with more than six digits is cut there.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
    guard !text.isEmpty else { return [] }
    return text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      // What follows a colon refines the number before it.
      let digits = part.prefix { 0x30...0x39 ~= $0 }.prefix(6)
      return digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }

  private static func mouse(_ numbers: [Int], isRelease: Bool, _ count: Int) -> Front {
    guard numbers.count == 3 else { return .skip(count) }
    let code = numbers[0]
    var held: Key.Modifiers = []
    if code & 4 != 0 { held.insert(.shift) }
    if code & 8 != 0 { held.insert(.alt) }
    if code & 16 != 0 { held.insert(.control) }
    let action: MouseInput.Action
    switch code & ~0b11100 {
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    case 66: action = .wheelLeft
    case 67: action = .wheelRight
    case let other:
      guard other & ~32 < 3 else { return .skip(count) }
      let button: MouseInput.Button = [.left, .middle, .right][other & 3]
      action = other & 32 != 0 ? .drag(button) : isRelease ? .release(button) : .press(button)
    }
    let point = GridPoint(column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1))
    return .input(.mouse(MouseInput(action, at: point, held)), count)
  }
}
