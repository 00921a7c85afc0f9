import Randomness
import Simulation

@testable import memwalk

/// Numbers and words that are likely to do harm.
struct HostileNumbers {
  var random: SplitMix64
  /// Addresses that mean something to the machine at hand.
  var places: [UInt64]

  /// The edges of 64 bits and what lies about them.
  static let edges: [UInt64] = {
    let powers = (0..<64 as Range<UInt64>).map { 1 << $0 as UInt64 }
    let special: [UInt64] = [
      0, .max, .max - 7, .max - 0xfff, 0xffff_ffff_ffff_efef, 0x8000_0000_0000,
      0x7fff_ffff_f000, 0x4444_4444_0000, 0x4444_4444_0000 + 8, 0x180_0000_0000, 0x100_0000_2000,
      0x20_0000, 1 << 52 - 4096, 3 << 62,
    ]
    return special + powers + powers.map { $0 &- 1 } + powers.map { $0 &+ 1 }
  }()

  mutating func next() -> UInt64 { random.next() }

  /// A number below a bound.
  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  /// Whether something with a chance of so many percent happens.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// Small, at an edge, near a place, or anything.
  mutating func number() -> UInt64 {
    switch below(10) {
    case 0...3: UInt64(below(20)) * element(of: [1, 1, 8, 64, 4096])
    case 4, 5: element(of: Self.edges)
    case 6...8: element(of: places) &+ element(of: [0, 0, 8, 16, 4088, 4096, 1 << 21])
    default: random.next() >> UInt64(below(64))
    }
  }

  /// A number as a script writes it.
  mutating func numeral() -> String {
    let number = number()
    switch below(8) {
    case 0...2: return String(number)
    case 3, 4: return "0x" + String(number, radix: 16)
    case 5: return "0x" + String(number >> 16, radix: 16) + "_" + String(number & 0xffff, radix: 16)
    case 6: return "\(number % 5000)" + element(of: ["K", "M", "G", "T"])
    default: return element(of: ["-1", "0x", "1,000", "1e9", "9999999999999999999999", "½", "4K8"])
    }
  }

  /// A character that joins, turns round, ends or means something.
  mutating func character() -> String {
    element(of: [
      " ", "\t", "=", "\"", "#", "\\", "(", ")", "0", "x", "a", "é", "e\u{301}", "👍🏽", "🇩🇪",
      "👩‍👩‍👧", "日本", "\u{a0}", "\u{202e}", "\u{7f}", "\u{1b}", "\u{0}", "-", "%", ",", "==", "<",
    ])
  }
}
