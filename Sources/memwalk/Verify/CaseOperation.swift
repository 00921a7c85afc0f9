/// One operation of a case: `["alloc", 3, 64, 8]`.
struct CaseOperation: Decodable, CustomStringConvertible {
  private let words: [JSONValue]

  init(from decoder: any Decoder) throws {
    words = try decoder.singleValueContainer().decode([JSONValue].self)
  }

  /// What to do.
  var name: String {
    guard case .string(let name) = words.first else { return "" }
    return name
  }

  /// The operation as it stands in the file.
  var description: String { JSONValue.array(words).description }

  /// The decimal number behind the name, counted from 1.
  func number(_ place: Int) throws(CaseProblem) -> UInt64 {
    guard place < words.count, case .integer(let wide) = words[place],
      let number = UInt64(exactly: wide)
    else { throw CaseProblem("argument \(place) is no number of 64 bits") }
    return number
  }

  /// The hexadecimal number behind the name, counted from 1.
  func hex(_ place: Int) throws(CaseProblem) -> UInt64 {
    guard place < words.count, let number = words[place].hexNumber else {
      throw CaseProblem("argument \(place) is no hexadecimal number of 64 bits")
    }
    return number
  }

  /// The word behind the name, counted from 1.
  func word(_ place: Int) throws(CaseProblem) -> String {
    guard place < words.count, case .string(let word) = words[place] else {
      throw CaseProblem("argument \(place) is no word")
    }
    return word
  }
}

/// Where in a case an operation stands, for descriptions.
func place(_ number: Int, _ operation: CaseOperation) -> String {
  "operation \(number) \(operation)"
}
