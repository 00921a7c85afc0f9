/// Numbers as people read them.
public enum NumberText {
  /// `0x4444_4444_9b58`: groups of four digits, at least two groups.
  public static func address(_ value: UInt64) -> String {
    "0x" + grouped(value)
  }

  /// `0042_0000`: as `address`, without the prefix.
  public static func grouped(_ value: UInt64) -> String {
    let digits = Array(String(value, radix: 16))
    let width = max(8, (digits.count + 3) / 4 * 4)
    let padded = Array(repeating: Character("0"), count: width - digits.count) + digits
    return stride(from: 0, to: width, by: 4)
      .map { String(padded[$0..<$0 + 4]) }.joined(separator: "_")
  }

  /// `6,201`.
  public static func count(_ value: UInt64) -> String {
    let digits = Array(String(value))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `6,201`, `-7`.
  public static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + count(UInt64(value.magnitude))
  }

  /// `1016 B`, `76.8 KiB`, `1 MiB`: at most one digit behind the point, none if it is exact.
  public static func bytes(_ value: UInt64) -> String {
    guard value >= 1024 else { return "\(value) B" }
    var shift: UInt64 = 10
    var unit = 0
    while unit < 5, value >> shift >= 1024 {
      shift += 10
      unit += 1
    }
    let names = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    let whole = value >> shift
    let rest = value & (1 << shift &- 1)
    if rest == 0 { return "\(whole) \(names[unit])" }
    let tenths = (rest >> (shift - 10)) * 10 / 1024
    return "\(whole).\(tenths) \(names[unit])"
  }
}
