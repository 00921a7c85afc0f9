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
    let marginWidth = margin.count
    var row = String(line.prefix(min(own, columns / 2)))
    var width = row.count
    var isEmpty = true
    for word in line.dropFirst(own).split(separator: " ", omittingEmptySubsequences: false) {
      let space = isEmpty ? 0 : 1
      let wordWidth = Glyph.columns(of: String(word))
      if width + space + wordWidth <= columns {
        row += (isEmpty ? "" : " ") + word
        width += space + wordWidth
        isEmpty = false
        continue
      }
      if !isEmpty { rows.append(row) }
      (row, width) = (margin, marginWidth)
      isEmpty = word.isEmpty
      for character in word {
        let characterWidth = Glyph.columns(of: String(character))
        if width + characterWidth > columns {
          rows.append(row)
          (row, width) = (margin, marginWidth)
        }
        row.append(character)
        width += characterWidth
      }
    }
    return rows + [row]
  }
}
