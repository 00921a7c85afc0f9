import CellGrid

/// Text broken into rows between words.
enum TextRows {
  /// The rows of a line; those behind the first start with the line's own spaces and `indent`
  /// more. A word that is longer than a row is broken.
  static func rows(of line: String, columns: Int, indent: Int = 0) -> [String] {
    guard columns > 0, Glyph.columns(of: line) > columns else { return [line] }
    let own = line.prefix { $0 == " " }.count
    let margin = String(repeating: " ", count: min(own + indent, columns / 2))
    var rows: [String] = []
    var row = String(line.prefix(min(own, columns / 2)))
    var isEmpty = true
    for word in line.dropFirst(own).split(separator: " ", omittingEmptySubsequences: false) {
      let longer = isEmpty ? row + word : row + " " + word
      if Glyph.columns(of: longer) <= columns {
        row = longer
        isEmpty = false
        continue
      }
      if !isEmpty { rows.append(row) }
      row = margin
      isEmpty = word.isEmpty
      for character in word {
        if Glyph.columns(of: row + String(character)) > columns {
          rows.append(row)
          row = margin
        }
        row.append(character)
      }
    }
    return rows + [row]
  }
}
