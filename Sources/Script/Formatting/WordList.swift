/// Lists of words in sentences, and the word that somebody may have meant.
public enum WordList {
  /// "a", "a or b", "a, b or c".
  public static func or(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The word that differs least from `word`, by at most a third of its letters; the first of
  /// several. O(words · length²) for words of similar length only.
  public static func nearest(to word: String, among words: [String]) -> String? {
    let wanted = Array(word.lowercased().utf8)
    guard wanted.count <= 40 else { return nil }
    let limit = max(1, (wanted.count + 1) / 3)
    var best: (word: String, distance: Int)?
    for candidate in words {
      let letters = Array(candidate.utf8)
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let found = distance(wanted, Array(candidate.lowercased().utf8))
      // A word in which nothing is right is no suggestion.
      if found <= limit, found < letters.count, found < best?.distance ?? .max {
        best = (candidate, found)
      }
    }
    return best?.word
  }

  /// Letters to insert, delete, replace or swap with a neighbour (optimal string alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for i in 0..<left.count {
      var row = [i + 1]
      for j in 0..<right.count {
        var cost = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
