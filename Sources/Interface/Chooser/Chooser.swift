import CellGrid

/// A list over the views of which the user takes one: a menu, the palette, the marks, what can be
/// opened.
public struct Chooser: Equatable, Sendable {
  /// Something that can be taken.
  public struct Entry: Equatable, Sendable {
    /// The key that takes it at once, if it has one.
    public var key: Unicode.Scalar?
    /// What it is called.
    public var label: String
    /// What there is to say about it.
    public var detail: String
    /// What taking it does.
    var choice: Choice
  }

  /// What taking an entry does.
  enum Choice: Equatable, Sendable {
    /// What a key does, by the place of its row in the table of keys.
    case binding(Int)
    /// Opens the prompt with the beginning of a line.
    case prompt(String)
    /// Nothing: it is where the user is.
    case stay
    /// Carries out a line of the language.
    case run(String)
    /// Opens something in place of what is there.
    case open(OpenTarget)
  }

  /// Entries of one kind.
  public struct Section: Equatable, Sendable {
    /// What they are called together.
    public var title: String
    /// The entries.
    public var entries: [Entry]

    /// Some entries under a title.
    public init(title: String, entries: [Entry]) {
      (self.title, self.entries) = (title, entries)
    }
  }

  /// What the list is called.
  public let title: String
  /// What stands above it.
  let intro: [String]
  /// All entries.
  let sections: [Section]
  /// Whether the list is there to be typed into.
  let isPalette: Bool
  /// What has been typed to find one; `nil` where letters are keys.
  private(set) var filter: PromptLine?
  /// The entry that Enter takes, by its place among those that are shown.
  private(set) var selected = 0
  /// Whether a key for steps leaves the list and is carried out.
  var isLeftBySteps = false

  /// A list whose first entry is chosen.
  init(title: String, intro: [String] = [], sections: [Section], isFiltered: Bool = false) {
    self.title = title
    self.intro = intro
    self.sections = sections.filter { !$0.entries.isEmpty }
    isPalette = isFiltered
    filter = isFiltered ? PromptLine() : nil
  }

  /// A row of the list.
  enum Row: Equatable {
    case blank
    case heading(String)
    case entry(Entry, place: Int)
  }

  /// The rows: all sections with their titles, or without them what fits the filter, the best first.
  var rows: [Row] {
    let found = entries
    if isNarrowed {
      return found.enumerated().map { .entry($1, place: $0) }
    }
    var rows: [Row] = []
    var place = 0
    for section in sections {
      if !rows.isEmpty { rows.append(.blank) }
      if !section.title.isEmpty { rows.append(.heading(section.title)) }
      for entry in section.entries {
        rows.append(.entry(entry, place: place))
        place += 1
      }
    }
    return rows
  }

  /// The entries that are shown.
  var entries: [Entry] {
    let all = sections.flatMap(\.entries)
    guard isNarrowed, let filter else { return all }
    let pattern = FuzzyPattern(filter.text)
    return all.enumerated()
      .compactMap { place, entry in
        pattern.score(of: entry.label, entry.detail).map { (entry, $0, place) }
      }
      .sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// The entry that Enter takes; `nil` if nothing fits.
  var selectedEntry: Entry? {
    let entries = entries
    return entries.indices.contains(selected) ? entries[selected] : nil
  }

  /// The entry that a key takes.
  func entry(for key: Unicode.Scalar) -> Entry? {
    filter == nil ? sections.flatMap(\.entries).first { $0.key == key } : nil
  }

  /// Goes on by so many entries, as far as there are some.
  mutating func move(by distance: Int) {
    let last = entries.count - 1
    let (moved, isBeyond) = selected.addingReportingOverflow(distance)
    selected = max(0, min(isBeyond ? last : moved, last))
  }

  /// Chooses an entry by its place.
  mutating func select(_ place: Int) { selected = place }

  /// Lets letters narrow the list from here on.
  mutating func beginFilter() {
    if filter == nil { filter = PromptLine() }
  }

  /// Ends that; false if nothing narrows it.
  mutating func endFilter() -> Bool {
    guard filter != nil else { return false }
    (filter, selected) = (nil, 0)
    return true
  }

  /// Changes what narrows the list.
  mutating func edit(_ edit: PromptEdit) {
    filter?.apply(edit)
    selected = 0
  }

  /// Puts a text into what narrows the list.
  mutating func insert(_ text: String) {
    beginFilter()
    filter?.insert(text)
    selected = 0
  }

  private var isNarrowed: Bool { filter?.isEmpty == false }
}
