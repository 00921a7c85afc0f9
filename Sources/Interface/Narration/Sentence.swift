import CellGrid
import Script
import Simulation

/// One sentence of what a step did and why.
enum Sentence {
  /// The fullest phrasing that fits into so many columns; `.max` for the full one.
  ///
  /// If not even the shortest fits, it is cut behind a word and ends with `…`.
  static func text(for step: Step, names: NameTable, columns: Int) -> String {
    let phrasings = Narrator(step: step, names: names).phrasings
    if let fitting = phrasings.first(where: { Glyph.columns(of: $0) <= columns }) {
      return fitting
    }
    return cut(phrasings.last ?? "", to: columns)
  }

  /// Ends behind a clause if that leaves half of the room in use, else behind a word that is no
  /// number, which would stand there without its unit.
  private static func cut(_ text: String, to columns: Int) -> String {
    var kept: [Substring] = []
    var width = 0
    for word in text.split(separator: " ") {
      let more = Glyph.columns(of: String(word)) + (kept.isEmpty ? 0 : 1)
      guard width + more + 2 <= columns else { break }
      width += more
      kept.append(word)
    }
    if let end = kept.lastIndex(where: { ":;,".contains($0.last ?? " ") }) {
      let clause = kept[...end].joined(separator: " ").dropLast()
      if Glyph.columns(of: String(clause)) * 2 >= columns { return clause + " …" }
    }
    while kept.last?.first?.isNumber == true { kept.removeLast() }
    if kept.isEmpty { return columns > 0 ? "…" : "" }
    return kept.joined(separator: " ") + " …"
  }
}
