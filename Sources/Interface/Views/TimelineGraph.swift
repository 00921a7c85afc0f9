import CellGrid
import Script
import Simulation

/// A figure over the run, as columns of eighths of a row.
struct TimelineGraph {
  private let figure: TimelineSeries
  /// The highest value of the steps of each column; `nil` where the survey has not come yet.
  private let values: [UInt64?]
  /// The highest value of all.
  private let peak: UInt64
  /// The column of the cursor; what is behind it lies ahead.
  private let cursor: Int

  /// O(columns · log n) in the points.
  init(_ figure: TimelineSeries, of scene: Scene, _ span: TimelineSpan) {
    self.figure = figure
    let run = scene.run
    values = (0..<max(0, span.columns)).map { column in
      let points = span.points(ofColumn: column)
      return Self.maximum(
        figure, from: points.lowerBound + run.setupCount,
        through: points.upperBound + run.setupCount, of: run.series)
    }
    peak = values.compactMap(\.self).max() ?? 0
    cursor = run.step < 0 ? -1 : span.column(of: run.step)
  }

  /// The highest value of a figure over some points, `nil` if the survey has not come there: the
  /// only look into the series.
  private static func maximum(
    _ figure: TimelineSeries, from first: Int, through last: Int, of series: Series
  ) -> UInt64? {
    let range = max(0, first)..<max(0, first, last + 1)
    return series.extent(of: figure.figure, over: range)?.greatest
  }

  /// Draws the columns, the first at a column of the screen.
  func draw(from column: Int, in rect: GridRect, _ theme: Theme, on grid: inout CellGrid) {
    let color = figure == .holes ? theme.user : theme.heap
    for (place, value) in values.enumerated() {
      guard let value else {
        grid.put(
          Cell("·", style: theme.on(theme.faint)),
          at: GridPoint(column: column + place, row: rect.endRow - 1), within: rect)
        continue
      }
      guard value > 0 else { continue }
      // Whatever is there is seen: at least an eighth.
      let height = max(1, eighths(value, rows: rect.rows))
      let style = theme.on(place > cursor ? theme.future : color)
      for row in 0..<rect.rows {
        let part = min(8, height - 8 * (rect.rows - 1 - row))
        guard part > 0 else { continue }
        grid.put(
          Cell(Self.blocks[part - 1], style: style),
          at: GridPoint(column: column + place, row: rect.row + row), within: rect)
      }
    }
  }

  /// Draws what the graph is of and its highest value; in a large one also half of it, and zero.
  func drawLabels(in rect: GridRect, _ theme: Theme, on grid: inout CellGrid) {
    let unit = figure.figure.unit == .bytes && peak < 1024 ? " B" : ""
    let highest = figure == .holes ? "holes \(short(peak))" : Self.peakLabel(short(peak) + unit)
    var labels = [(row: 0, text: highest)]
    if rect.rows >= 5 {
      if figure != .holes { labels.append((1, figure == .used ? "used bytes" : figure.label)) }
      let middle = rect.rows / 2
      if middle >= 2 {
        let left = UInt64(rect.rows - middle)
        let value = peak.multipliedFullWidth(by: left)
        let share = UInt64(rect.rows).dividingFullWidth(value).quotient
        labels.append((middle, short(share)))
      }
      labels.append((rect.rows - 1, "0"))
    } else if rect.rows >= 2, figure != .holes {
      labels = [(0, figure.label), (1, highest)]
    }
    for (row, text) in labels where row < rect.rows {
      grid.put(
        text, at: GridPoint(column: rect.column, row: rect.row + row),
        style: theme.on(theme.dim), within: rect)
    }
  }

  /// "304 B peak", or what there is room for.
  private static func peakLabel(_ value: String) -> String {
    value.count > 5 ? value : value + " peak"
  }

  private func eighths(_ value: UInt64, rows: Int) -> Int {
    let scaled = value.multipliedFullWidth(by: UInt64(8 * rows))
    return Int(peak.dividingFullWidth(scaled).quotient)
  }

  /// At most five characters: "175K", "1.5M", "50", "62 %".
  private func short(_ value: UInt64) -> String {
    if figure.figure.unit == .percent { return "\((value + 5) / 10) %" }
    let unit: UInt64 = figure.figure.unit == .bytes ? 1024 : 1000
    var size: UInt64 = 1
    var letters = ["", "K", "M", "G", "T", "P"]
    if figure.figure.unit == .count, value < 10_000 { letters = [""] }
    var place = 0
    while place + 1 < letters.count, value / size >= unit {
      place += 1
      size *= unit
    }
    let whole = value / size
    guard place > 0, whole < 10, value % size != 0 else {
      let isUp = place > 0 && value % size >= size / 2
      return "\(whole + (isUp ? 1 : 0))\(letters[place])"
    }
    return "\(whole).\(value % size * 10 / size)\(letters[place])"
  }

  static let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
