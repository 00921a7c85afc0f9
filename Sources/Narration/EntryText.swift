import MemoryCore
import Script
import Simulation

/// A page-table entry in words.
enum EntryText {
  /// `→ P2 0x005c_a000, P W A`; `→ frame …` or `→ 2 MiB page …` for what maps a page. Without a
  /// level it is not said what the address is of.
  static func text(_ entry: PageTableEntry, level: PageTableLevel?) -> String {
    if entry.isUnused { return "unused" }
    let flags = letters(entry.flags)
    let target = NumberText.address(entry.address.rawValue)
    guard entry.isPresent else {
      return "not present, \(target)" + (flags.isEmpty ? "" : ", \(flags)")
    }
    return "→ \(kind(entry, level))\(target), \(flags)"
  }

  /// The flags that are set: `P W U X A D`; execution is a right unless it is forbidden.
  private static func letters(_ flags: PageTableFlags) -> String {
    let named: [(PageTableFlags, String)] = [
      (.present, "P"), (.writable, "W"), (.userAccessible, "U"), (.writeThrough, "T"),
      (.noCache, "C"), (.accessed, "A"), (.dirty, "D"), (.hugePage, "H"), (.global, "G"),
      (.noExecute, "NX"),
    ]
    return named.filter { flags.contains($0.0) }.map(\.1).joined(separator: " ")
  }

  private static func kind(_ entry: PageTableEntry, _ level: PageTableLevel?) -> String {
    guard let level else { return "" }
    guard let below = level.below, level > .p1 else { return "frame " }
    if entry.isHuge, let size = PageSizeName(level) {
      return "\(NumberText.bytes(size.bytes)) page "
    }
    return "\(below.text) "
  }
}
