/// Numbers as scripts write them: decimal or `0x` hex, with `_` between digits, and `K M G T`
/// behind them for powers of 1,024. Decimal ones can have commas as the screen has them: 1,024.
enum NumberSyntax {
  /// What is wrong with a word as a number.
  enum Failure: Error {
    case notANumber
    case tooLarge
  }

  static func parse(_ word: String) throws(Failure) -> UInt64 {
    var digits = Array(word.utf8)[...]
    var shift: UInt64 = 0
    if let power = digits.last.flatMap(powers.firstIndex) {
      shift = 10 * UInt64(power + 1)
      digits.removeLast()
    }
    var radix: UInt64 = 10
    if digits.starts(with: "0x".utf8) {
      radix = 16
      digits = digits.dropFirst(2)
    }
    if radix == 10, digits.contains(comma) {
      digits = try withoutCommas(digits)
    }
    guard let first = digits.first, first != underscore, digits.last != underscore else {
      throw .notANumber
    }
    var number: UInt64 = 0
    var isTooLarge = false
    for byte in digits where byte != underscore {
      guard let digit = digit(byte), digit < radix else { throw .notANumber }
      let (product, overflow) = number.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(digit)
      isTooLarge = isTooLarge || overflow || carry
      number = sum
    }
    guard !isTooLarge, number <= .max >> shift else { throw .tooLarge }
    return number << shift
  }

  /// A percentage as `60`, `60.5` or `60%`, in tenths of a percent; at most 100.
  static func percentage(_ word: String) throws(Failure) -> UInt64 {
    var digits = word[...]
    if digits.last == "%" { digits.removeLast() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) })
    else { throw .notANumber }
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard fraction.count == 1 else { throw .notANumber }
    guard let whole = UInt64(parts[0]), whole <= 100, let tenths = UInt64(fraction),
      whole * 10 + tenths <= 1000
    else { throw .tooLarge }
    return whole * 10 + tenths
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits of a number with a comma before every three.
  private static func withoutCommas(
    _ digits: ArraySlice<UInt8>
  ) throws(Failure) -> ArraySlice<UInt8> {
    let groups = digits.split(separator: comma, omittingEmptySubsequences: false)
    let isRight =
      1...3 ~= groups[0].count && groups.dropFirst().allSatisfy { $0.count == 3 }
      && !digits.contains(underscore)
    guard isRight else { throw .notANumber }
    return Array(groups.joined())[...]
  }

  private static let powers = Array("KMGT".utf8)
  private static let comma = UInt8(ascii: ",")
  private static let underscore = UInt8(ascii: "_")

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
