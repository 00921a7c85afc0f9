public import Simulation

/// One sentence of what a step did and why.
public enum Sentence {
  /// The fullest phrasing that fits.
  ///
  /// If not even the shortest fits, it is cut behind a word and ends with `…`.
  public static func text(
    for step: Step, names: NameTable, room: Room = .unlimited
  ) -> String {
    let phrasings = Narrator(step: step, names: names).phrasings
    if let fitting = phrasings.first(where: { room.width($0) <= room.columns }) {
      return fitting
    }
    return cut(phrasings.last ?? "", to: room)
  }

  /// Ends behind a clause if that leaves half of the room in use, else behind a word that is no
  /// number, which would stand there without its unit.
  private static func cut(_ text: String, to room: Room) -> String {
    var kept: [Substring] = []
    var width = 0
    for word in text.split(separator: " ") {
      let more = room.width(String(word)) + (kept.isEmpty ? 0 : 1)
      guard width + more + 2 <= room.columns else { break }
      width += more
      kept.append(word)
    }
    if let end = kept.lastIndex(where: { ":;,".contains($0.last ?? " ") }) {
      let clause = kept[...end].joined(separator: " ").dropLast()
      if room.width(String(clause)) * 2 >= room.columns { return clause + " …" }
    }
    while kept.last?.first?.isNumber == true { kept.removeLast() }
    if kept.isEmpty { return room.columns > 0 ? "…" : "" }
    return kept.joined(separator: " ") + " …"
  }
}
