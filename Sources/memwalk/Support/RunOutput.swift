import CellGrid

/// The text and the views that a run prints, in order; as SVG or HTML they are one document.
struct RunOutput {
  let format: PictureFormat
  /// What a page is called.
  let title: String

  private var drawings: [CellGrid] = []
  private var hasBegun = false

  init(format: PictureFormat, title: String) {
    self.format = format
    self.title = title
  }

  /// Whether what the steps did belongs in: a drawing has only what was asked to be shown.
  var tellsSteps: Bool { format != .svg }

  /// Whether it is a drawing with nothing in it.
  var isEmptyDrawing: Bool { format == .svg && drawings.isEmpty }

  /// Prints lines of text.
  mutating func print(_ text: String) {
    switch format {
    case .text, .ansi: Console.print(text)
    case .svg, .html:
      print(CellGrid(lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
    }
  }

  /// Prints a view.
  mutating func print(_ grid: CellGrid) {
    switch format {
    case .text, .ansi: Console.print(picture(of: grid))
    case .svg: drawings.append(grid)
    case .html:
      if !hasBegun { Console.write(Array(CellGrid.htmlHead(title: title).utf8)) }
      hasBegun = true
      Console.write(Array(grid.htmlRows.utf8))
    }
  }

  /// A view by itself.
  func picture(of grid: CellGrid) -> String {
    switch format {
    case .text: grid.text.trimmingEmptyLines
    case .ansi: grid.ansiText
    case .svg: grid.svg
    case .html: grid.html
    }
  }

  /// Ends the document.
  mutating func close() {
    if !drawings.isEmpty { Console.write(Array(CellGrid.svg(of: drawings).utf8)) }
    if hasBegun { Console.write(Array(CellGrid.htmlTail.utf8)) }
    (drawings, hasBegun) = ([], false)
  }
}

extension String {
  /// The text without empty lines at its end.
  fileprivate var trimmingEmptyLines: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
