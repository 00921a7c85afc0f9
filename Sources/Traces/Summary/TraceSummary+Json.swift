extension TraceSummary {
  /// The fields as a JSON object with sorted keys, indented by one space a level; a script can
  /// compare it byte for byte.
  public var json: String {
    SummaryValue.dictionary(fields).json(indent: 0)
  }
}

extension SummaryValue {
  fileprivate func json(indent: Int) -> String {
    switch self {
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .text(let text): return Self.quoted(text)
    case .list(let values):
      let items = values.map { $0.json(indent: indent + 1) }
      return Self.block("[", items, "]", indent: indent)
    case .dictionary(let fields):
      let items = fields.sorted { $0.name < $1.name }.map { field in
        Self.quoted(field.name) + ": " + field.value.json(indent: indent + 1)
      }
      return Self.block("{", items, "}", indent: indent)
    }
  }

  private static func block(
    _ open: String, _ items: [String], _ close: String, indent: Int
  ) -> String {
    if items.isEmpty { return open + close }
    let margin = "\n" + String(repeating: " ", count: indent)
    return open + items.map { margin + " " + $0 }.joined(separator: ",") + margin + close
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
