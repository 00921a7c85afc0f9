extension UInt64 {
  /// The number as `0x…` in lower case without leading zeros.
  var hex: String { "0x" + String(self, radix: 16) }

  /// The number that `text`, with `0x` and nothing but hexadecimal digits behind it, stands for.
  init?(hex text: String) {
    guard text.hasPrefix("0x"), text.utf8.dropFirst(2).first != UInt8(ascii: "+") else {
      return nil
    }
    self.init(text.dropFirst(2), radix: 16)
  }
}

/// A number that the files write as a hexadecimal string.
struct HexNumber: Decodable, Hashable, Sendable, CustomStringConvertible {
  /// The number.
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = UInt64(hex: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no hexadecimal number of 64 bits")
    }
    self.value = value
  }

  var description: String { value.hex }
}

/// A number that the files write as a decimal one.
struct WholeNumber: Decodable, Hashable, Sendable, CustomStringConvertible {
  /// The number.
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  /// Reads the number. The decoder by itself would not name the field of one that does not fit.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = try? container.decode(UInt64.self) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no whole number of 64 bits")
    }
    self.value = value
  }

  var description: String { "\(value)" }
}
