import CellGrid
import Simulation

/// How an owner of frames looks and what it is called: the one place where a new owner gets both.
struct OwnerLook {
  /// What a cell shows whose frames all have this owner.
  let glyph: Unicode.Scalar
  /// What a cell shows that has other frames besides.
  let partialGlyph: Unicode.Scalar
  /// The word in the legend.
  let word: String
  /// The word in a narrow legend.
  let shortWord: String
  /// What it means, for the inspector.
  let meaning: String
  /// The colour of the theme.
  let color: @Sendable (Theme) -> CellColor
  /// Its place in the legend.
  let place: Int

  init(
    _ glyph: Unicode.Scalar, _ partialGlyph: Unicode.Scalar, _ word: String, short: String? = nil,
    _ meaning: String, _ color: @escaping @Sendable (Theme) -> CellColor, place: Int
  ) {
    self.glyph = glyph
    self.partialGlyph = partialGlyph
    self.word = word
    shortWord = short ?? word
    self.meaning = meaning
    self.color = color
    self.place = place
  }
}

extension FrameOwner {
  /// What is shown of the owner.
  var look: OwnerLook {
    switch self {
    case .kernel:
      OwnerLook("K", "k", "kernel", short: "kern", "the kernel", \.kernel, place: 0)
    case .stack:
      OwnerLook("S", "s", "stack", short: "stk", "the kernel's stack", \.kernel, place: 1)
    case .table: OwnerLook("P", "p", "tables", short: "tab", "a page table", \.table, place: 2)
    case .heap: OwnerLook("H", "h", "heap", "the heap", \.heap, place: 3)
    case .mapped:
      OwnerLook("U", "u", "mapped", short: "map", "mapped by a script", \.user, place: 4)
    case .held: OwnerLook("A", "a", "held", "held: allocated, mapped nowhere", \.text, place: 5)
    case .reserved:
      OwnerLook("▒", "▫", "reserved", short: "rsv", "reserved", \.reserved, place: 6)
    case .free: OwnerLook("·", "·", "free", "free", \.faint, place: 7)
    }
  }

  /// The owners in the order of the legend.
  static let inLegend = allCases.sorted { $0.look.place < $1.look.place }

  /// How a cell of this owner looks that nothing touches.
  func style(_ theme: Theme) -> CellStyle {
    let color = look.color(theme)
    // Memory that nobody may use is a surface, not a sign on one.
    return self == .reserved ? CellStyle.color(color).on(color) : theme.on(color)
  }

  /// How a cell looks that is reserved only in part, and all others as always.
  func partialStyle(_ theme: Theme) -> CellStyle {
    self == .reserved ? theme.on(theme.dim) : style(theme)
  }
}
