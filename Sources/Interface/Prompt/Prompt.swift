/// The line at the bottom that takes commands.
public struct Prompt: Equatable, Sendable {
  /// What has been typed.
  private(set) var line = PromptLine()
  /// What Tab found, if it found more than one.
  var completions: [String] = [] {
    didSet { isOffered = false }
  }
  /// Which of them stands in the line, since Tab was pressed again.
  private var chosen: Int?
  /// Whether they were shown before Tab asked for them.
  private var isOffered = false

  /// The lines of before, the oldest first.
  public private(set) var history: [String] = []
  /// What ^r looks for in them.
  private var sought: String?
  private var place: Int?
  private var draft = ""

  /// An empty prompt.
  public init() {}

  /// What has been typed. O(n).
  public var text: String { line.text }

  /// A prompt with the lines of sessions before.
  public init(history: [String]) { self.history = history }

  /// Opens it with a text.
  mutating func open(with text: String) {
    line = PromptLine(text)
    place = nil
    sought = nil
    completions = []
    chosen = nil
  }

  /// Takes the line and remembers it.
  mutating func submit() -> String {
    let text = line.text
    remember(text)
    line = PromptLine()
    return text
  }

  /// Puts a line into the history.
  mutating func remember(_ text: String) {
    if !text.isEmpty, history.last != text { history.append(text) }
  }

  /// Changes the line; `complete`, `submit` and `cancel` are not the prompt's own.
  mutating func apply(_ edit: PromptEdit) {
    completions = []
    chosen = nil
    if edit != .search { sought = nil }
    switch edit {
    case .older: recall(by: -1)
    case .newer: recall(by: 1)
    case .search: search()
    case .insert, .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .left, .right,
      .start, .end, .deleteToEnd, .wordLeft, .wordRight, .deleteOrLeave, .complete, .completeBack,
      .submit, .cancel:
      line.apply(edit)
    }
  }

  /// Puts a whole text in, without its control characters.
  mutating func insert(_ pasted: String) {
    completions = []
    line.insert(pasted)
  }

  /// The word that ends at the cursor. O(n).
  var lastWord: String {
    String(line.before[(line.before.lastIndex(of: " ").map { $0 + 1 } ?? 0)...])
  }

  /// Replaces the word before the cursor.
  mutating func replaceWord(with word: String) {
    while let last = line.before.last, last != " " { line.deleteBackward() }
    line.insert(word)
  }

  /// Shows what could stand at the end of the line before Tab asks for it.
  mutating func offer(_ words: [String]) {
    completions = words
    isOffered = true
  }

  /// Puts the next of several completions in the place of the word, or the one before it; false if
  /// there are none.
  mutating func chooseCompletion(_ distance: Int) -> Bool {
    guard completions.count > 1, !isOffered else { return false }
    let count = completions.count
    let next = chosen.map { ($0 + distance + count) % count } ?? (distance > 0 ? 0 : count - 1)
    let (found, word) = (completions, completions[next])
    replaceWord(with: word)
    (completions, chosen) = (found, next)
    return true
  }

  /// Takes the next older line that has what was typed before the search began.
  private mutating func search() {
    let text = sought ?? self.text
    if sought == nil, place == nil { draft = text }
    sought = text
    let older = history[..<(place ?? history.count)]
    guard let found = older.lastIndex(where: { $0.contains(text) }) else { return }
    place = found
    line = PromptLine(history[found])
  }

  private mutating func recall(by distance: Int) {
    let from = place ?? history.count
    let target = from + distance
    guard target >= 0, target <= history.count else { return }
    if place == nil { draft = text }
    place = target == history.count ? nil : target
    line = PromptLine(place.map { history[$0] } ?? draft)
  }
}
