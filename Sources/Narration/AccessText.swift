import MemoryCore
import Script
public import Simulation

/// A single access to memory, in the middle of a step: what was read or written, and what the
/// word is.
public enum AccessText {
  /// `load 0x4444_4444_8400 → 0x270  the size of a hole`; what the word is is left out where
  /// there are too few columns for it.
  public static func text(
    for access: RecordedAccess, in snapshot: Snapshot, names: NameTable, room: Room = .unlimited
  ) -> Wording {
    let place = WordText(access: access, snapshot: snapshot, names: names)
    var line: Wording
    var address = access.address.rawValue
    switch access.purpose {
    case .data(let virtual, let kind):
      let deed = kind == .execute ? "fetch" : access.isStore ? "store" : "load"
      line = Wording(deed + " ", .plain)
      address = virtual.rawValue
    case .walk(_, let level):
      let index = PageTableIndex(truncating: access.address.rawValue >> 3)
      line = Wording("MMU reads \(level.text) \(index.rawValue) at ", .plain)
    case .accessedDirty(_, let level):
      let index = PageTableIndex(truncating: access.address.rawValue >> 3)
      line = Wording("MMU sets \(bits(access)) in \(level.text) \(index.rawValue) at ", .plain)
    case .kernel:
      let deed = access.isStore ? place.clears ? "clears" : "writes" : "reads"
      line = Wording("kernel \(deed) ", .plain)
    }
    line.append(NumberText.address(address), .address)
    if place.clears {
      // There is nothing to say of a zero.
    } else if let entry = place.entry {
      line.append(": " + entry, .plain)
    } else {
      line.append(access.isStore ? " ← " : " → ", .aside)
      line.append(NumberText.hex(access.word), .value)
    }
    guard let meaning = place.meaning else { return line }
    let whole = line + Wording("  " + meaning, .aside)
    return room.fits(whole) ? whole : line
  }

  /// "A and D": the bits that the MMU adds to an entry.
  private static func bits(_ access: RecordedAccess) -> String {
    guard case .store(let previous) = access.kind else { return "bits" }
    let added = PageTableFlags(rawValue: access.word & ~previous)
    let names = [(PageTableFlags.accessed, "A"), (.dirty, "D")].filter { added.contains($0.0) }
    return names.map(\.1).joined(separator: " and ")
  }
}
