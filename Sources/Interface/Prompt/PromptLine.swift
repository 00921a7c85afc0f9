/// A line of text with a cursor, in whole grapheme clusters: what reads as one character is moved
/// over, and deleted, as one.
///
/// The characters before the cursor and those behind it lie apart, so that typing costs nothing
/// for the rest of the line.
struct PromptLine: Equatable, Sendable {
  /// The characters before the cursor.
  private(set) var before: [Character] = []
  /// Those behind it, the last one first.
  private var behind: [Character] = []

  /// An empty line.
  init() {}

  /// A text with the cursor at its end.
  init(_ text: String) { before = Array(text) }

  /// The whole line. O(n).
  var text: String { String(before) + textBehind }

  /// What the cursor stands behind. O(n).
  var textBefore: String { String(before) }

  /// What the cursor stands before. O(n).
  var textBehind: String { String(behind.reversed()) }

  /// Whether there is nothing in it.
  var isEmpty: Bool { before.isEmpty && behind.isEmpty }

  /// How many characters are behind the cursor.
  var countBehind: Int { behind.count }

  /// The first characters behind the cursor, at most so many.
  func charactersBehind(atMost count: Int) -> some Collection<Character> {
    behind.suffix(count).reversed()
  }

  /// Changes the line as a key says; what concerns more than the line leaves it as it is.
  mutating func apply(_ edit: PromptEdit) {
    switch edit {
    case .insert(let scalar): insert(String(scalar))
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWord: deleteWord()
    case .deleteToStart: deleteToStart()
    case .deleteToEnd: deleteToEnd()
    case .wordLeft:
      moveByWord {
        $0.before.last
      } by: {
        $0.moveLeft()
      }
    case .wordRight:
      moveByWord {
        $0.behind.last
      } by: {
        $0.moveRight()
      }
    case .deleteOrLeave: deleteForward()
    case .left: moveLeft()
    case .right: moveRight()
    case .start: moveToStart()
    case .end: moveToEnd()
    case .older, .newer, .search, .complete, .completeBack, .submit, .cancel: break
    }
  }

  /// Moves over spaces, then over a word.
  private mutating func moveByWord(
    _ next: (PromptLine) -> Character?, by move: (inout PromptLine) -> Void
  ) {
    while next(self) == " " { move(&self) }
    while let character = next(self), character != " " { move(&self) }
  }

  /// Puts a text in, without its control characters; a tab becomes a space. What joins the
  /// character before the cursor becomes a part of it. O(length of the text).
  mutating func insert(_ text: String) {
    var joined = String.UnicodeScalarView()
    if let last = before.popLast() { joined.append(contentsOf: last.unicodeScalars) }
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        joined.append(" ")
      } else if scalar.properties.generalCategory != .control {
        joined.append(scalar)
      }
    }
    before += Array(String(joined))
    heal()
  }

  /// Deletes the character before the cursor.
  mutating func deleteBackward() {
    _ = before.popLast()
    heal()
  }

  /// Deletes the character behind it.
  mutating func deleteForward() {
    _ = behind.popLast()
    heal()
  }

  /// Deletes the word before it, and the spaces in between.
  mutating func deleteWord() {
    while before.last == " " { before.removeLast() }
    while let last = before.last, last != " " { before.removeLast() }
    heal()
  }

  /// Deletes everything before it.
  mutating func deleteToStart() { before = [] }

  /// Deletes everything behind it.
  mutating func deleteToEnd() { behind = [] }

  /// Moves it by a character.
  mutating func moveLeft() {
    if let character = before.popLast() { behind.append(character) }
  }

  /// Moves it by a character.
  mutating func moveRight() {
    if let character = behind.popLast() { before.append(character) }
  }

  /// Moves it to the start. O(n).
  mutating func moveToStart() {
    behind += before.reversed()
    before = []
  }

  /// Moves it to the end. O(n).
  mutating func moveToEnd() {
    before += behind.reversed()
    behind = []
  }

  /// Joins what has come together at the cursor. Flags are pairs of letters, so that one letter
  /// more or less changes all pairs that follow.
  private mutating func heal() {
    guard let last = before.last, let next = behind.last else { return }
    var text = String(last)
    if next.isOfFlag, last.isOfFlag {
      while let letter = behind.last, letter.isOfFlag { text.append(behind.removeLast()) }
    } else {
      guard (text + String(next)).count == 1 else { return }
      text.append(behind.removeLast())
    }
    before.removeLast()
    let characters = Array(text)
    before.append(characters[0])
    behind += characters.dropFirst().reversed()
  }
}

extension Character {
  /// Whether it starts with one of the letters that flags are made of.
  fileprivate var isOfFlag: Bool {
    unicodeScalars.first.map { 0x1f1e6...0x1f1ff ~= $0.value } ?? false
  }
}
