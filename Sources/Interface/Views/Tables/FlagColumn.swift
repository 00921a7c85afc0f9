import CellGrid
import MemoryCore
import Simulation

/// A column of the table of flags, with the letter that scripts use for the flag.
enum FlagColumn: CaseIterable {
  case present, writable, user, executable, accessed, dirty, global, huge, writeThrough, noCache
  case key

  /// The columns that fit beside frames.
  static let few: [FlagColumn] = [.present, .writable, .user, .executable, .accessed, .dirty]

  /// What stands in the column where the flag is set.
  var letter: String {
    switch self {
    case .present: "P"
    case .writable: "W"
    case .user: "U"
    case .executable: "X"
    case .accessed: "A"
    case .dirty: "D"
    case .global: "G"
    case .huge: "H"
    case .writeThrough: "T"
    case .noCache: "C"
    case .key: "K"
    }
  }

  /// What the letter means.
  var name: String {
    switch self {
    case .present: "present"
    case .writable: "writable"
    case .user: "user"
    case .executable: "execute"
    case .accessed: "accessed"
    case .dirty: "dirty"
    case .global: "global"
    case .huge: "huge"
    case .writeThrough: "write-through"
    case .noCache: "cache off"
    case .key: "key"
    }
  }

  /// What stands in the column of an entry: the letter, `·` for a flag that is clear, a blank for
  /// one that means nothing in such an entry.
  func text(of entry: PageTableEntry, at level: PageTableLevel) -> String {
    guard entry.isPresent else { return " " }
    let isPage = entry.maps(at: level)
    let flags = entry.flags
    switch self {
    case .present: return letter
    case .writable: return flags.contains(.writable) ? letter : "·"
    case .user: return flags.contains(.userAccessible) ? letter : "·"
    case .executable: return flags.contains(.noExecute) ? "·" : letter
    case .accessed: return flags.contains(.accessed) ? letter : "·"
    case .dirty: return isPage ? flags.contains(.dirty) ? letter : "·" : " "
    case .global: return isPage ? flags.contains(.global) ? letter : "·" : " "
    case .huge: return level == .p2 || level == .p3 ? entry.isHuge ? letter : "·" : " "
    case .writeThrough: return flags.contains(.writeThrough) ? letter : "·"
    case .noCache: return flags.contains(.noCache) ? letter : "·"
    case .key:
      guard isPage else { return " " }
      return entry.protectionKey == 0 ? "·" : String(entry.protectionKey, radix: 16)
    }
  }
}

/// The columns at the right of the tree.
struct FlagColumns {
  /// The columns, from left to right.
  let columns: [FlagColumn]
  /// Whether blanks stand between them.
  let isSpaced: Bool

  /// As many columns as there is room for.
  init(width: Int) {
    columns = width >= 74 ? FlagColumn.allCases : FlagColumn.few
    isSpaced = width >= 50
  }

  /// The cells that they take.
  var width: Int { isSpaced ? columns.count * 2 - 1 : columns.count }

  /// The flags of an entry.
  func text(of entry: PageTableEntry, at level: PageTableLevel) -> String {
    joined { $0.text(of: entry, at: level) }
  }

  /// The letters above the columns.
  var header: String { joined(\.letter) }

  /// What the letters mean: `P present  W writable …`.
  var legend: String { columns.map { "\($0.letter) \($0.name)" }.joined(separator: "  ") }

  private func joined(_ text: (FlagColumn) -> String) -> String {
    columns.map(text).joined(separator: isSpaced ? " " : "")
  }
}
