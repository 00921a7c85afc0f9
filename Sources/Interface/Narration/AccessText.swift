import CellGrid
import MemoryCore
import Script
import Simulation

/// A single access to memory, in the middle of a step: what was read or written, and what the
/// word is.
enum AccessText {
  /// `load 0x4444_4444_8400 → 0x270  the size of a hole`; what the word is is left out where
  /// there are too few columns for it.
  static func text(
    for access: RecordedAccess, in scene: Scene, columns: Int = .max
  ) -> StyledText {
    let theme = scene.theme
    let place = AccessedWord(access: access, scene: scene)
    var line: StyledText
    switch access.purpose {
    case .data(let address, let kind):
      let deed = kind == .execute ? "fetch" : access.isStore ? "store" : "load"
      line = StyledText(deed + " ", theme.plain)
      line.append(NumberText.address(address.rawValue), theme.on(theme.accent))
    case .walk(_, let level):
      let index = PageTableIndex(truncating: access.address.rawValue >> 3)
      line = StyledText("MMU reads \(level.text) \(index.rawValue) at ", theme.plain)
      line.append(NumberText.address(access.address.rawValue), theme.on(theme.accent))
    case .accessedDirty(_, let level):
      let index = PageTableIndex(truncating: access.address.rawValue >> 3)
      line = StyledText(
        "MMU sets \(bits(access)) in \(level.text) \(index.rawValue) at ", theme.plain)
      line.append(NumberText.address(access.address.rawValue), theme.on(theme.accent))
    case .kernel:
      let deed = access.isStore ? place.clears ? "clears" : "writes" : "reads"
      line = StyledText("kernel \(deed) ", theme.plain)
      line.append(NumberText.address(access.address.rawValue), theme.on(theme.accent))
    }
    if place.clears {
      // There is nothing to say of a zero.
    } else if let entry = place.entry {
      line.append(": " + entry, theme.plain)
    } else {
      line.append(access.isStore ? " ← " : " → ", theme.on(theme.dim))
      line.append(NumberText.hex(access.word), theme.on(theme.bright))
    }
    guard let meaning = place.meaning else { return line }
    let whole = line + StyledText("  " + meaning, theme.on(theme.dim))
    return whole.columns <= columns ? whole : line
  }

  /// "A and D": the bits that the MMU adds to an entry.
  private static func bits(_ access: RecordedAccess) -> String {
    guard case .store(let previous) = access.kind else { return "bits" }
    let added = PageTableFlags(rawValue: access.word & ~previous)
    let names = [(PageTableFlags.accessed, "A"), (.dirty, "D")].filter { added.contains($0.0) }
    return names.map(\.1).joined(separator: " and ")
  }
}
