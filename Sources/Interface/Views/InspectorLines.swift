import CellGrid
import Script

/// The lines of an inspector: what a thing is called, then its properties, a label before each.
struct InspectorLines {
  /// The lines so far.
  private(set) var lines: [StyledText]
  private let theme: Theme
  private let columns: Int

  /// An inspector of a thing, for so many columns, with a word on what the step did to it.
  init(_ title: String, note: String? = nil, _ theme: Theme, columns: Int) {
    self.theme = theme
    self.columns = columns
    var line = StyledText(title, theme.on(theme.bright).bold)
    if let note { line.append("  " + note, theme.on(theme.accent)) }
    lines = [line]
  }

  /// Adds a property; a value that is too long goes on below, broken at its spaces.
  mutating func add(_ label: String, _ value: String) {
    var part = ""
    var label = label
    func line() -> StyledText {
      var line = StyledText(label.padded(to: 9) + " ", theme.on(theme.dim))
      line.append(part, theme.plain)
      return line
    }
    for word in value.split(separator: " ") {
      if !part.isEmpty, 10 + part.count + 1 + word.count > columns {
        lines.append(line())
        (label, part) = ("", "")
      }
      part += (part.isEmpty ? "" : " ") + word
    }
    lines.append(line())
  }

  /// Adds a line as it is.
  mutating func add(_ line: StyledText) { lines.append(line) }

  /// Draws lines below each other, as many as there is room for; the last one says how many more
  /// there are.
  static func draw(_ lines: [StyledText], in rect: GridRect, on grid: inout CellGrid) {
    for (row, line) in lines.prefix(rect.rows).enumerated() {
      let isCut = row == rect.rows - 1 && lines.count > rect.rows
      let rest = StyledText(
        "… \(Phrase.count(UInt64(lines.count - row), "more line"))",
        line.runs.first?.style ?? .plain)
      grid.put(
        (isCut ? rest : line).truncated(to: rect.columns),
        at: GridPoint(column: rect.column, row: rect.row + row), within: rect)
    }
  }
}
