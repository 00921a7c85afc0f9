import CellGrid
import Simulation

/// The line below the map that says what its letters mean.
enum FramesLegend {
  /// The owners that are in sight, as fully as there is room for.
  static func text(
    of cells: [UseCounts], _ theme: Theme, columns: Int
  ) -> StyledText {
    let sum = cells.reduce(into: UseCounts()) { $0 += $1 }
    let owners = FrameOwner.inLegend.filter { sum[$0] > 0 }
    let mixed = cells.compactMap(\.mostParticular).filter { !$0.isWhole }
    let hasMixed = !mixed.isEmpty
    let hasReserved = mixed.contains { $0.owner == .reserved }
    let marks = hasReserved ? " \(FrameOwner.reserved.look.partialGlyph)" : ""
    let note = (long: "  lower case\(marks): only in part", short: "  a–z\(marks) in part")
    let forms: [(isShort: Bool, note: String)] =
      hasMixed
      ? [(false, note.long), (false, note.short), (true, note.short), (false, ""), (true, "")]
      : [(false, ""), (true, "")]
    for form in forms {
      for separator in ["  ", " "] {
        let text = line(owners, isShort: form.isShort, separator, form.note, theme)
        if text.columns <= columns { return text }
      }
    }
    // What is free or reserved looks like it; no word is cut.
    for count in (0..<owners.count).reversed() {
      let text = line(Array(owners[..<count]), isShort: true, " ", "", theme)
      if text.columns <= columns { return text }
    }
    return StyledText()
  }

  private static func line(
    _ owners: [FrameOwner], isShort: Bool, _ separator: String, _ note: String, _ theme: Theme
  ) -> StyledText {
    var text = StyledText()
    for owner in owners {
      if !text.runs.isEmpty { text.append(separator, theme.plain) }
      let style = owner.style(theme)
      text.append(String(Character(owner.look.glyph)), owner == .reserved ? style : style.bold)
      text.append(" " + (isShort ? owner.look.shortWord : owner.look.word), theme.on(theme.dim))
    }
    text.append(note, theme.on(theme.dim))
    return text
  }
}
