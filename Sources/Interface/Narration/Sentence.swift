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

  private static func cut(_ text: String, to columns: Int) -> String {
    var kept = ""
    for word in text.split(separator: " ") {
      let longer = kept.isEmpty ? String(word) : kept + " " + word
      guard Glyph.columns(of: longer) + 2 <= columns else { break }
      kept = longer
    }
    if kept.isEmpty { return columns > 0 ? "…" : "" }
    return kept + " …"
  }
}
