import CellGrid
import MemoryCore
import Narration
import Script
import Session
import Simulation

/// What the hex view says of the word that it is about.
struct HexFooter {
  /// Where the word is, what it is, and what the step did to it.
  let lines: [StyledText]

  init(_ cursor: HexCursor, _ words: HexWords, _ scene: Scene) {
    let theme = scene.theme
    var place = StyledText(NumberText.address(cursor.address), theme.on(theme.bright).bold)
    guard let physical = words.place(of: cursor.address), let found = words.word(at: cursor.address)
    else {
      place.append("  no memory is there", theme.on(theme.dim))
      lines = [StyledText(), place]
      return
    }
    if cursor.space == .virtual {
      place.append(" is physical ", theme.on(theme.dim))
      place.append(NumberText.address(physical.rawValue), theme.plain)
    }
    let kind = FrameUses(of: scene.snapshot).owner(of: physical.rawValue >> 12).look.word
    place.append(
      "  frame \(NumberText.count(physical.rawValue >> 12)), \(kind)", theme.on(theme.dim))
    var what = StyledText(NumberText.hex(found.word, digits: 1), theme.on(theme.bright))
    if found.word >= 10 { what.append(" = \(NumberText.count(found.word))", theme.plain) }
    let meaning = PlaceText.text(
      of: physical,
      at: cursor.space == .virtual
        ? cursor.address : scene.snapshot.virtualAddress(ofHeapWord: physical),
      in: scene.snapshot,
      names: scene.names)
    if let meaning { what.append("  \(meaning)", theme.plain) }
    let deed: String? =
      switch found.mark {
      case .none: nil
      case .ahead: "this step comes to it later"
      case .read: "this step has read it"
      case .written: "this step has written it"
      case .now: "read or written now"
      }
    if let deed { what.append("  \(deed)", theme.on(theme.accent)) }
    lines = [StyledText(), place, what]
  }
}
