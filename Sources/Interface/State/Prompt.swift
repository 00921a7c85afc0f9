/// The line at the bottom that takes commands.
public struct Prompt: Equatable, Sendable {
  /// What has been typed.
  public private(set) var text = ""
  /// The place of the cursor, in characters.
  public private(set) var cursor = 0
  /// What Tab found, if it found more than one.
  public var completions: [String] = []

  private var history: [String] = []
  private var place: Int?
  private var draft = ""

  /// An empty prompt.
  public init() {}

  /// Opens it with a text.
  mutating func open(with text: String) {
    set(text)
    place = nil
    completions = []
  }

  /// Takes the line and remembers it.
  mutating func submit() -> String {
    let line = text
    if !line.isEmpty, history.last != line { history.append(line) }
    set("")
    return line
  }

  /// Changes the line; `complete`, `submit` and `cancel` are not the prompt's own.
  mutating func apply(_ edit: PromptEdit) {
    completions = []
    var characters = Array(text)
    switch edit {
    case .insert(let scalar):
      characters.insert(Character(scalar), at: cursor)
      set(String(characters), cursor: cursor + 1)
    case .deleteBackward:
      guard cursor > 0 else { return }
      characters.remove(at: cursor - 1)
      set(String(characters), cursor: cursor - 1)
    case .deleteForward:
      guard cursor < characters.count else { return }
      characters.remove(at: cursor)
      set(String(characters), cursor: cursor)
    case .deleteWord:
      var start = cursor
      while start > 0, characters[start - 1] == " " { start -= 1 }
      while start > 0, characters[start - 1] != " " { start -= 1 }
      characters.removeSubrange(start..<cursor)
      set(String(characters), cursor: start)
    case .deleteToStart:
      characters.removeSubrange(0..<cursor)
      set(String(characters), cursor: 0)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .start: cursor = 0
    case .end: cursor = characters.count
    case .older: recall(by: -1)
    case .newer: recall(by: 1)
    case .complete, .submit, .cancel: break
    }
  }

  /// Puts a whole text in, without its control characters.
  mutating func insert(_ pasted: String) {
    for scalar in pasted.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7f {
      apply(.insert(scalar))
    }
  }

  /// Replaces the word before the cursor.
  mutating func replaceWord(with word: String) {
    let characters = Array(text)
    var start = cursor
    while start > 0, characters[start - 1] != " " { start -= 1 }
    set(
      String(characters[..<start]) + word + String(characters[cursor...]),
      cursor: start + word.count)
  }

  private mutating func recall(by distance: Int) {
    let from = place ?? history.count
    let target = from + distance
    guard target >= 0, target <= history.count else { return }
    if place == nil { draft = text }
    place = target == history.count ? nil : target
    set(place.map { history[$0] } ?? draft)
  }

  private mutating func set(_ text: String, cursor: Int? = nil) {
    self.text = text
    self.cursor = cursor ?? text.count
  }
}
