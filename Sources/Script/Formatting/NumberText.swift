/// How numbers are written, in scripts, messages and views alike.
public enum NumberText {
  /// An address in hex: groups of four digits from the right, at least eight digits.
  public static func address(_ address: UInt64) -> String {
    hex(address, digits: 8)
  }

  /// A word of memory or a register: decimal below 4,096, else hex in groups of four digits.
  public static func value(_ number: UInt64) -> String {
    number < 4096 ? String(number) : hex(number, digits: 1)
  }

  /// An amount of memory to read: "1 MiB", or with one digit, "76.8 KiB", rounded to the nearest.
  public static func bytes(_ count: some BinaryInteger) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    let count = UInt128(count)
    var place = count == 0 ? 0 : min((127 - count.leadingZeroBitCount) / 10, units.count - 1)
    let unit: UInt128 = 1 << (10 * place)
    var tenths = count / unit * 10 + (count % unit * 10 + unit / 2) / unit
    if tenths == 10_240, place < units.count - 1 {
      // Rounded up to the next unit: 1,023.97 KiB are 1 MiB.
      place += 1
      tenths = 10
    }
    return "\(tenths / 10)\(tenths % 10 == 0 ? "" : ".\(tenths % 10)") \(units[place])"
  }

  /// An amount of memory as a script writes it: `1M` if it is exactly that, else in bytes.
  public static func size(_ bytes: UInt64) -> String {
    let (number, letter) = sizeParts(bytes)
    return String(number) + (letter.map { String(UnicodeScalar($0)) } ?? "")
  }

  /// The number that `size` writes, and the letter behind it, if there is one.
  static func sizeParts(_ bytes: UInt64) -> (number: UInt64, letter: UInt8?) {
    guard bytes != 0 else { return (0, nil) }
    switch bytes.trailingZeroBitCount {
    case 40...: return (bytes >> 40, UInt8(ascii: "T"))
    case 30...: return (bytes >> 30, UInt8(ascii: "G"))
    case 20...: return (bytes >> 20, UInt8(ascii: "M"))
    case 10...: return (bytes >> 10, UInt8(ascii: "K"))
    default: return (bytes, nil)
    }
  }

  /// An address as `address` writes it, without the prefix and with at least so many digits:
  /// `0042_0000`.
  public static func grouped(_ address: UInt64, digits: Int = 8) -> String {
    String(hex(address, digits: digits).dropFirst(2))
  }

  /// A number with commas between the thousands: "6,201", "-6,201".
  public static func count(_ number: some BinaryInteger) -> String {
    (number < 0 ? "-" : "") + grouped(String(number.magnitude), by: 3, separator: ",")
  }

  /// A number of tenths: "60", "60.5".
  public static func tenths(_ number: UInt64) -> String {
    number % 10 == 0 ? String(number / 10) : "\(number / 10).\(number % 10)"
  }

  /// A part of a whole, in tenths of a percent: "60 %", "60.5 %".
  public static func percent(_ tenths: UInt64) -> String { Self.tenths(tenths) + " %" }

  /// A number in hex, with at least so many digits.
  public static func hex(_ number: UInt64, digits: Int = 1) -> String {
    let text = String(number, radix: 16)
    let padding = String(repeating: "0", count: max(0, digits - text.count))
    return "0x" + grouped(padding + text, by: 4, separator: "_")
  }

  private static func grouped(_ digits: String, by size: Int, separator: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % size == 0 { result += separator }
      result.append(digit)
    }
    return result
  }
}

extension NumberText {
  /// The number that a word of the script language stands for, as `64M` or `0x1000`; `nil` if it
  /// is none, or beyond 64 bits.
  public static func parse(_ word: String) -> UInt64? { try? NumberSyntax.parse(word) }
}
