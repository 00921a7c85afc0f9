import CellGrid
import Lessons

/// Text in several styles, broken into rows between words.
enum LessonRows {
  /// The rows of some runs; the first begins with `lead`, those behind it stand below its text.
  static func rows(
    of runs: [StyledText.Run], columns: Int, lead: StyledText = StyledText()
  ) -> [StyledText] {
    let margin = StyledText(
      String(repeating: " ", count: lead.columns), lead.runs.first?.style ?? .plain)
    var rows: [StyledText] = []
    var row = lead
    var isEmpty = true
    for word in words(of: runs) {
      let width = word.reduce(0) { $0 + Glyph.columns(of: $1.text) }
      let space = isEmpty ? 0 : 1
      if !isEmpty, row.columns + space + width > columns {
        rows.append(row)
        row = margin
        isEmpty = true
      }
      if !isEmpty { row.append(" ", word[0].style) }
      row.runs += word
      isEmpty = false
      // A word that is longer than a row is broken.
      while row.columns > columns, columns > lead.columns {
        let (head, tail) = row.split(at: columns)
        rows.append(head)
        row = margin + tail
      }
    }
    return rows + [row]
  }

  /// The words of some runs, each of one run or more.
  private static func words(of runs: [StyledText.Run]) -> [[StyledText.Run]] {
    var words: [[StyledText.Run]] = []
    var word: [StyledText.Run] = []
    for run in runs {
      for (place, part) in run.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if place > 0, !word.isEmpty {
          words.append(word)
          word = []
        }
        if !part.isEmpty { word.append(StyledText.Run(String(part), run.style)) }
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}

extension StyledText {
  /// The text cut behind so many columns.
  fileprivate func split(at columns: Int) -> (StyledText, StyledText) {
    var (head, tail) = (StyledText(), StyledText())
    var room = columns
    for run in runs {
      var (taken, rest) = ("", "")
      for scalar in run.text.unicodeScalars {
        let width = Glyph(scalar).columns
        if rest.isEmpty, width <= room {
          taken.unicodeScalars.append(scalar)
          room -= width
        } else {
          rest.unicodeScalars.append(scalar)
          room = 0
        }
      }
      if !taken.isEmpty { head.append(taken, run.style) }
      if !rest.isEmpty { tail.append(rest, run.style) }
    }
    return (head, tail)
  }
}
