import CellGrid

/// The part of the prompt's line that a row shows: around the cursor if it is too long.
struct PromptWindow {
  /// What is shown; `…` stands for what is left out at either end.
  let text: String
  /// The column of the cursor, counted from the start of the text.
  let cursorColumn: Int

  init(_ prompt: Prompt, columns: Int) {
    let characters = Array(prompt.text)
    let widths = characters.map { Glyph.columns(of: String($0)) }
    let cursor = min(prompt.cursor, characters.count)
    // One more for the cursor behind the last character.
    guard widths.reduce(1, +) > columns, columns > 2 else {
      text = prompt.text
      cursorColumn = widths[..<cursor].reduce(0, +)
      return
    }
    var first = 0
    while first < cursor, widths[first..<cursor].reduce(first > 0 ? 2 : 1, +) > columns {
      first += 1
    }
    let room = columns - (first > 0 ? 1 : 0)
    var last = first
    var taken = 0
    while last < characters.count, taken + widths[last] < room {
      taken += widths[last]
      last += 1
    }
    text =
      (first > 0 ? "…" : "") + String(characters[first..<last])
      + (last < characters.count ? "…" : "")
    cursorColumn = (first > 0 ? 1 : 0) + widths[first..<cursor].reduce(0, +)
  }
}
