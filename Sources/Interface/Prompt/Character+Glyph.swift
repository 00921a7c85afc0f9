import CellGrid

extension Character {
  /// What a row shows for the character: its only scalar. A cell holds no more than one: what is
  /// made of several, or of a mark with nothing below it, is shown as a `?` of one column.
  var glyph: Glyph {
    let scalars = unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return .replacement }
    let glyph = Glyph(first)
    return glyph.columns > 0 ? glyph : .replacement
  }
}
