import CellGrid

/// The part of the prompt's line that a row shows: around the cursor if it is too long.
///
/// O(columns), however long the line is.
struct PromptWindow {
  /// What is shown; `…` stands for what is left out at either end.
  let text: String
  /// The column of the cursor, counted from the start of the text.
  let cursorColumn: Int

  init(_ line: PromptLine, columns: Int) {
    let room = max(1, columns)
    // A column more than there is room for tells that something is left out.
    let before = line.before.suffix(room + 1).map(\.glyph)
    let behind = line.charactersBehind(atMost: room + 1).map(\.glyph)
    let isWholeBefore = before.count == line.before.count
    let isWholeBehind = behind.count == line.countBehind
    func width(_ glyphs: some Sequence<Glyph>) -> Int { glyphs.reduce(0) { $0 + $1.columns } }
    func text(_ glyphs: some Sequence<Glyph>) -> String {
      String(String.UnicodeScalarView(glyphs.map(\.scalar)))
    }
    // One more for the cursor behind the last character.
    if columns <= 2 || isWholeBefore && isWholeBehind && width(before + behind) + 1 <= room {
      self.text = text(before + behind)
      cursorColumn = width(before)
      return
    }
    var first = 0
    var taken = width(before)
    while first < before.count, taken + (first > 0 || !isWholeBefore ? 2 : 1) > room {
      taken -= before[first].columns
      first += 1
    }
    let isCutBefore = first > 0 || !isWholeBefore
    let lead = isCutBefore ? 1 : 0
    cursorColumn = lead + taken
    var last = 0
    while last < behind.count, lead + taken + behind[last].columns < room {
      taken += behind[last].columns
      last += 1
    }
    let isCutBehind = last < behind.count || !isWholeBehind
    self.text =
      (isCutBefore ? "…" : "") + text(before[first...]) + text(behind[..<last])
      + (isCutBehind ? "…" : "")
  }
}
