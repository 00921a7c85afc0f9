import Script

extension TraceSummary {
  /// The fields as lines for people: names and numbers aligned, large sizes with their unit,
  /// notes at the end.
  public var text: String {
    let rows = Self.rows(fields, indent: 0, isBytes: false)
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let valueWidth = rows.map(\.value.count).max() ?? 0
    let lines = rows.map { row in
      if row.value.isEmpty { return row.name }
      let gap = nameWidth - row.name.count + 2 + valueWidth - row.value.count
      return row.name + String(repeating: " ", count: gap) + row.value + row.unit
    }
    return (lines + notes).map { $0 + "\n" }.joined()
  }
}

extension TraceSummary {
  private struct Row {
    let name: String
    let value: String
    var unit = ""
  }

  private static func rows(_ fields: [SummaryField], indent: Int, isBytes: Bool) -> [Row] {
    fields.flatMap { field -> [Row] in
      // How a heap does it is the heap's: the name is that of the totals' format.
      let words =
        field.name == "realloc_in_place"
        ? "realloc of a live block" : field.name.split(separator: "_").joined(separator: " ")
      let name = String(repeating: " ", count: indent) + words
      let isBytes = isBytes || field.name.contains("bytes") || field.name == "max_request"
      switch field.value {
      case .number(let number):
        let unit = number < 1024 ? "bytes" : NumberText.bytes(number)
        let value = NumberText.count(number)
        return [Row(name: name, value: value, unit: isBytes ? "  " + unit : "")]
      case .flag(let flag): return [Row(name: name, value: flag ? "yes" : "no")]
      case .text(let text): return [Row(name: name, value: text)]
      case .list(let values):
        let numbers = values.enumerated().map { SummaryField("\($0.offset + 1)", $0.element) }
        return [Row(name: name, value: "")] + rows(numbers, indent: indent + 2, isBytes: false)
      case .dictionary(let fields):
        if fields.isEmpty { return [Row(name: name, value: "none")] }
        return [Row(name: name, value: "")] + rows(fields, indent: indent + 2, isBytes: isBytes)
      }
    }
  }
}
