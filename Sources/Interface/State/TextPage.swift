/// A text that is read a screen at a time.
public struct TextPage: Equatable, Sendable {
  /// Its title.
  public var title: String
  /// Its lines.
  public var lines: [String]
  /// Which of them are headings, by their places.
  public var headings: Set<Int>
  /// The first row shown.
  public var top = 0
  /// What is looked for; empty for nothing.
  var sought = ""
  /// Whether it is somewhere.
  var isFound = true
  /// Whether only rows that have it are shown.
  var isNarrowed = false
  /// What is being typed to look for.
  var seeking: Seeking?

  /// Something that is being typed.
  struct Seeking: Equatable, Sendable {
    var line: PromptLine
    var narrows: Bool
  }

  /// A text from its start.
  public init(title: String, lines: [String], headings: Set<Int> = []) {
    self.title = title
    self.lines = lines
    self.headings = headings
  }

  /// A report: a line above indented ones is their heading.
  init(report title: String, _ lines: [String]) {
    self.init(title: title, lines: lines)
    for (place, line) in lines.enumerated().dropLast()
    where !line.hasPrefix(" ") && lines[place + 1].hasPrefix("  ") {
      headings.insert(place)
    }
  }

  /// The rows that the lines take, those that are too long broken between words.
  func rows(columns: Int) -> [(text: String, isHeading: Bool)] {
    lines.enumerated().flatMap { place, line in
      TextRows.rows(of: line, columns: columns, indent: 4)
        .map { ($0, headings.contains(place)) }
    }
    .filter { !isNarrowed || sought.isEmpty || has($0.0) }
  }

  /// Moves within the text, on a screen of so many rows and columns.
  mutating func scroll(_ movement: Scroll, height: Int, columns: Int) {
    let last = max(0, rows(columns: columns).count - height)
    switch movement {
    case .lines(let count): top += count
    case .halves(let count): top += count * max(1, height / 2)
    case .pages(let count): top += count * height
    case .start: top = 0
    case .end: top = last
    }
    top = max(0, min(top, last))
  }
}
