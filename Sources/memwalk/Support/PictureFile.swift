import CellGrid
import Interface

/// Pictures of the screen as the text of a file, in the form that its ending says.
enum PictureFile {
  /// How long a step is shown in a recording, in seconds.
  private static let pace = 1.5

  /// The text of a file of that name.
  static func text(of pictures: [Picture], for path: String, title: String) -> String {
    switch path.split(separator: ".").last {
    case "ansi": pictures.map(\.grid.ansiText).joined(separator: "\n")
    case "svg": CellGrid.movingSVG(of: pictures.map(\.grid), secondsEach: pace)
    case "html": html(of: pictures, title: title)
    case "cast": cast(of: pictures, title: title)
    default: pictures.map(\.grid.text).joined(separator: "\n\n") + "\n"
    }
  }

  /// A page of all steps below each other.
  private static func html(of pictures: [Picture], title: String) -> String {
    var html = CellGrid.htmlHead(title: title)
    for picture in pictures {
      let head = [picture.title] + picture.notes
      html += CellGrid(lines: head).htmlRows + "\n" + picture.grid.htmlRows + "\n\n"
    }
    return html + CellGrid.htmlTail
  }

  /// A recording for asciinema (asciicast v2): a line of JSON each for the head and for every step.
  private static func cast(of pictures: [Picture], title: String) -> String {
    let size = pictures.first?.grid.size ?? GridSize(columns: 80, rows: 24)
    var lines = [
      JSONText.object([
        ("version", "2"), ("width", "\(size.columns)"), ("height", "\(size.rows)"),
        ("title", JSONText.string(title)),
      ])
    ]
    for (number, picture) in pictures.enumerated() {
      let rows = picture.grid.ansiText.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().joined(separator: "\r\n")
      let shown = JSONText.string("\u{1b}[H\u{1b}[2J" + rows)
      lines.append("[\(Double(number) * pace), \"o\", \(shown)]")
    }
    // The last step is seen as long as the others.
    lines.append("[\(Double(pictures.count) * pace), \"o\", \"\"]")
    return lines.joined(separator: "\n") + "\n"
  }
}
