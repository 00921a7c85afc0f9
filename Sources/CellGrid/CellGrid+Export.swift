extension CellGrid {
  /// The picture as text with 24-bit colour sequences (ECMA-48 SGR), a line for each row.
  public var ansiText: String {
    var output = ""
    for row in 0..<size.rows {
      var style = CellStyle.plain
      for run in trimmedRuns(row: row) {
        if run.style != style { output += Self.sgr(run.style) }
        style = run.style
        output += run.text
      }
      output += style == .plain ? "\n" : "\u{1b}[0m\n"
    }
    return output
  }

  /// The picture as a self-contained SVG drawing on a dark background, 10 by 20 units a cell.
  public var svg: String { Self.svg(of: [self]) }

  /// Pictures below each other, a row apart, as one SVG drawing.
  public static func svg(of grids: [CellGrid]) -> String {
    let columns = grids.map(\.size.columns).max() ?? 0
    let rows = grids.reduce(0) { $0 + $1.size.rows } + max(0, grids.count - 1)
    let (width, height) = (columns * 10, rows * 20)
    var output = svgHead(width, height)
    var top = 0
    for grid in grids {
      output += grid.svgRows(below: top)
      top += grid.size.rows + 1
    }
    return output + "</svg>\n"
  }

  /// Pictures one after the other, each for some seconds, again and again: an SVG drawing that moves
  /// by CSS, and shows the first one where nothing moves.
  public static func movingSVG(of grids: [CellGrid], secondsEach: Double) -> String {
    guard grids.count > 1 else { return svg(of: grids) }
    let columns = grids.map(\.size.columns).max() ?? 0
    let rows = grids.map(\.size.rows).max() ?? 0
    let share = 100 / Double(grids.count)
    let whole = secondsEach * Double(grids.count)
    var output = svgHead(columns * 10, rows * 20)
    output += """
      <style>
      @keyframes shown { 0% { visibility: visible } \(share)%, 100% { visibility: hidden } }
      .picture { visibility: hidden; animation: shown \(whole)s step-end infinite }
      </style>

      """
    for (number, grid) in grids.enumerated() {
      let delay = secondsEach * Double(number)
      let still = number == 0 ? "; visibility: visible" : ""
      output += "<g class=\"picture\" style=\"animation-delay: \(delay)s\(still)\">\n"
      output += grid.svgRows(below: 0) + "</g>\n"
    }
    return output + "</svg>\n"
  }

  private static func svgHead(_ width: Int, _ height: Int) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
    width="\(width)" height="\(height)" font-family="\(fonts)" font-size="16">
    <rect width="100%" height="100%" fill="\(paper)"/>

    """
  }

  private func svgRows(below top: Int) -> String {
    var output = ""
    for row in 0..<size.rows {
      for run in trimmedRuns(row: row) {
        output += Self.svgRun(run.text, run.column, run.columns, top + row, Look(run.style))
      }
    }
    return output
  }

  /// The picture as a self-contained HTML page on a dark background.
  public var html: String { Self.htmlHead(title: "Screen \(size)") + htmlRows + Self.htmlTail }

  /// The rows of the picture, for a page between `htmlHead` and `htmlTail`.
  public var htmlRows: String {
    var output = ""
    for row in 0..<size.rows {
      for run in trimmedRuns(row: row) {
        let text = Self.escaped(run.text)
        output +=
          run.style == .plain ? text : "<span style=\"\(Look(run.style).css)\">\(text)</span>"
      }
      output += "\n"
    }
    return output
  }

  /// What an HTML page begins with.
  public static func htmlHead(title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>\(escaped(CellGrid(lines: [title]).text))</title>
    <style>
    body { background: \(paper); }
    pre { color: \(ink); font: 16px/1.25 \(fonts); }
    </style>
    </head>
    <body>
    <pre>

    """
  }

  /// What an HTML page ends with.
  public static let htmlTail = "</pre>\n</body>\n</html>\n"

  private static let fonts = "'DejaVu Sans Mono', Menlo, Consolas, monospace"
  fileprivate static let paper = CellColor.rgb(0x14171b)
  fileprivate static let ink = CellColor.rgb(0xc8ccd4)

  /// The runs of a row without the plain blanks at its end.
  private func trimmedRuns(
    row: Int
  ) -> [(column: Int, columns: Int, text: String, style: CellStyle)] {
    var runs = styledRuns(row: row)
    guard let last = runs.last, last.style == .plain else { return runs }
    var text = last.text.unicodeScalars
    while text.last == " " { text.removeLast() }
    runs[runs.count - 1].text = String(text)
    runs[runs.count - 1].columns = Glyph.columns(of: String(text))
    if text.isEmpty { runs.removeLast() }
    return runs
  }

  private static func sgr(_ style: CellStyle) -> String {
    var codes = ["0"]
    if style.attributes.contains(.bold) { codes.append("1") }
    if style.attributes.contains(.dim) { codes.append("2") }
    if style.attributes.contains(.italic) { codes.append("3") }
    if style.attributes.contains(.underline) { codes.append("4") }
    if style.attributes.contains(.reverse) { codes.append("7") }
    for (color, prefix) in [(style.foreground, "38;2"), (style.background, "48;2")] {
      guard let rgb = color.rgb else { continue }
      codes.append("\(prefix);\(rgb >> 16);\(rgb >> 8 & 255);\(rgb & 255)")
    }
    return "\u{1b}[" + codes.joined(separator: ";") + "m"
  }

  private static func svgRun(
    _ text: String, _ column: Int, _ columns: Int, _ row: Int, _ look: Look
  ) -> String {
    let (x, y, width) = (column * 10, row * 20, columns * 10)
    var output = ""
    if look.background != paper {
      output += """
        <rect x="\(x)" y="\(y)" width="\(width)" height="20" fill="\(look.background)"/>

        """
    }
    guard text.unicodeScalars.contains(where: { $0 != " " }) else { return output }
    return output + """
      <text x="\(x)" y="\(y + 15)" textLength="\(width)" lengthAdjust="spacingAndGlyphs" \
      xml:space="preserve" style="\(look.svgStyle)">\(escaped(text))</text>

      """
  }

  private static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

/// A style with the colours that a picture on dark paper uses for it.
private struct Look {
  let foreground: CellColor
  let background: CellColor
  let attributes: CellStyle.Attributes

  init(_ style: CellStyle) {
    let foreground = style.foreground == .default ? CellGrid.ink : style.foreground
    let background = style.background == .default ? CellGrid.paper : style.background
    let swapped = style.attributes.contains(.reverse)
    self.foreground = swapped ? background : foreground
    self.background = swapped ? foreground : background
    attributes = style.attributes
  }

  var css: String { "color: \(foreground); background: \(background)" + decoration }
  var svgStyle: String { "fill: \(foreground)" + decoration }

  private var decoration: String {
    var output = ""
    if attributes.contains(.bold) { output += "; font-weight: bold" }
    if attributes.contains(.dim) { output += "; opacity: 0.6" }
    if attributes.contains(.italic) { output += "; font-style: italic" }
    if attributes.contains(.underline) { output += "; text-decoration: underline" }
    return output
  }
}
