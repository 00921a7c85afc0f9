/// 128 bits that stand for everything that went into them, in order: the same on every run and in
/// every build.
///
/// Two lanes of multiply-and-fold. It tells states apart; it does not keep secrets.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  private var first: UInt64 = 0x243f_6a88_85a3_08d3
  private var second: UInt64 = 0x1319_8a2e_0370_7344

  /// A digest of nothing.
  public init() {}

  /// Takes in a word.
  @inline(__always)
  public mutating func combine(_ word: UInt64) {
    first = Self.fold(first ^ word, 0x9e37_79b9_7f4a_7c15)
    second = Self.fold(second &+ word, 0xd6e8_feb8_6659_fd93) ^ first
  }

  /// Takes in a text.
  public mutating func combine(_ text: String) {
    combine(UInt64(text.utf8.count))
    for byte in text.utf8 { combine(UInt64(byte)) }
  }

  /// 32 hexadecimal digits.
  public var description: String {
    [first, second].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  @inline(__always)
  private static func fold(_ word: UInt64, _ factor: UInt64) -> UInt64 {
    let (high, low) = (word | 1).multipliedFullWidth(by: factor)
    return high ^ low ^ word
  }
}
