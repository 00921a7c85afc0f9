/// What somebody types to find something whose name they half remember: its letters in order, not
/// necessarily beside each other.
struct FuzzyPattern {
  private let words: [[Character]]

  /// A pattern of words, each of which has to be found.
  init(_ text: String) {
    words = text.lowercased().split(separator: " ").map(Array.init)
  }

  /// How badly a thing fits, 0 for best: by its name, or else by what is said about it; `nil` if it
  /// does not. O(length · words).
  func score(of name: String, _ detail: String) -> Int? {
    let name = Array(name.lowercased())
    let detail = Array(detail.lowercased())
    var sum = 0
    for word in words {
      if let score = Self.score(of: name, for: word) {
        sum += score
      } else if Self.isPart(word, of: detail) {
        sum += 500
      } else {
        return nil
      }
    }
    return sum
  }

  /// 0 for the name itself, then its beginning, the beginning of a word in it, any part of it, its
  /// letters with gaps.
  private static func score(of name: [Character], for word: [Character]) -> Int? {
    if name == word { return 0 }
    if name.starts(with: word) { return 1 + (name.count - word.count) }
    if let place = place(of: word, in: name) {
      let beginsWord = place == 0 || !name[place - 1].isLetter
      return (beginsWord ? 50 : 100) + place
    }
    var gaps = 0
    var at = 0
    for letter in word {
      guard let next = name[at...].firstIndex(of: letter) else { return nil }
      gaps += next - at
      at = next + 1
    }
    return 200 + gaps
  }

  private static func isPart(_ word: [Character], of text: [Character]) -> Bool {
    place(of: word, in: text) != nil
  }

  private static func place(of word: [Character], in text: [Character]) -> Int? {
    guard word.count <= text.count else { return nil }
    return (0...text.count - word.count).first { text[$0...].starts(with: word) }
  }
}
