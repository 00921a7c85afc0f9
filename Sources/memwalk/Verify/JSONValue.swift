/// Any JSON value, for the fields of known answers whose type depends on the operation.
enum JSONValue: Equatable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number with a fraction.
  case fraction(Double)
  /// A number without a fraction; addresses are unsigned, so both halves of 64 bits are needed.
  case integer(Int128)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Fields with names.
  case object([String: JSONValue])
}

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let string = try? single.decode(String.self) {
      self = .string(string)
    } else if single.decodeNil() {
      self = .null
    } else if let bool = try? single.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? single.decode(Int64.self) {
      self = .integer(Int128(integer))
    } else if let integer = try? single.decode(UInt64.self) {
      self = .integer(Int128(integer))
    } else if let fraction = try? single.decode(Double.self) {
      self = .fraction(fraction)
    } else if let object = try? single.decode([String: JSONValue].self) {
      self = .object(object)
    } else {
      self = .array(try single.decode([JSONValue].self))
    }
  }
}

extension JSONValue {
  /// A number as the files write it where addresses and flags are meant: `"0x1f000"`.
  static func hex(_ number: UInt64) -> JSONValue { .string(number.hex) }

  /// The number of a hexadecimal string with `0x`; `nil` for anything else.
  var hexNumber: UInt64? {
    guard case .string(let text) = self else { return nil }
    return UInt64(hex: text)
  }

  /// The value of a field; `nil` if this is no object or has no such field.
  subscript(field: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields[field]
  }
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON on one line.
  var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .fraction(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .string(let text): JSONText.string(text)
    case .array(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
    case .object(let fields):
      "{"
        + fields.sorted { $0.key < $1.key }.map { "\(JSONText.string($0)):\($1)" }.joined(
          separator: ",") + "}"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  init(stringLiteral text: String) { self = .string(text) }

  init(dictionaryLiteral fields: (String, JSONValue)...) {
    self = .object(Dictionary(fields) { _, last in last })
  }
}
