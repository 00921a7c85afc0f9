/// The line at the bottom that takes commands.
public struct Prompt: Equatable, Sendable {
  /// What has been typed.
  private(set) var line = PromptLine()
  /// What Tab found, if it found more than one.
  var completions: [String] = []

  private var history: [String] = []
  private var place: Int?
  private var draft = ""

  /// An empty prompt.
  public init() {}

  /// What has been typed. O(n).
  public var text: String { line.text }

  /// Opens it with a text.
  mutating func open(with text: String) {
    line = PromptLine(text)
    place = nil
    completions = []
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
    switch edit {
    case .older: recall(by: -1)
    case .newer: recall(by: 1)
    case .insert, .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .left, .right,
      .start, .end, .complete, .submit, .cancel:
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

  private mutating func recall(by distance: Int) {
    let from = place ?? history.count
    let target = from + distance
    guard target >= 0, target <= history.count else { return }
    if place == nil { draft = text }
    place = target == history.count ? nil : target
    line = PromptLine(place.map { history[$0] } ?? draft)
  }
}
