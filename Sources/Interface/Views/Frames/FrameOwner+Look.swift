import CellGrid
import Simulation

extension FrameOwner {
  /// The owners in the order of the legend.
  static let inLegend: [FrameOwner] = [
    .kernel, .stack, .table, .heap, .mapped, .held, .reserved, .free,
  ]

  /// What a cell shows whose frames all have this owner.
  var glyph: Unicode.Scalar {
    switch self {
    case .kernel: "K"
    case .stack: "S"
    case .table: "P"
    case .heap: "H"
    case .mapped: "U"
    case .held: "A"
    case .reserved: "▒"
    case .free: "·"
    }
  }

  /// What a cell shows that has other frames besides.
  var partialGlyph: Unicode.Scalar {
    switch self {
    case .reserved: "▫"
    default: Unicode.Scalar(String(glyph).lowercased()) ?? glyph
    }
  }

  /// How a cell of this owner looks that nothing touches.
  func style(_ theme: Theme) -> CellStyle {
    switch self {
    case .kernel: theme.on(theme.kernel)
    case .stack: theme.on(theme.kernel)
    case .table: theme.on(theme.table)
    case .heap: theme.on(theme.heap)
    case .mapped: theme.on(theme.user)
    case .held: theme.on(theme.text)
    case .reserved: CellStyle.color(theme.reserved).on(theme.reserved)
    case .free: theme.on(theme.faint)
    }
  }

  /// How a cell looks that is reserved only in part, and all others as always.
  func partialStyle(_ theme: Theme) -> CellStyle {
    self == .reserved ? theme.on(theme.dim) : style(theme)
  }

  /// The word in the legend.
  var word: String {
    switch self {
    case .kernel: "kernel"
    case .stack: "stack"
    case .table: "tables"
    case .heap: "heap"
    case .mapped: "mapped"
    case .held: "held"
    case .reserved: "reserved"
    case .free: "free"
    }
  }

  /// The word in a narrow legend.
  var shortWord: String {
    switch self {
    case .kernel: "kern"
    case .stack: "stk"
    case .table: "tab"
    case .mapped: "map"
    case .reserved: "rsv"
    case .heap, .held, .free: word
    }
  }

  /// What it means, for the inspector.
  var meaning: String {
    switch self {
    case .kernel: "the kernel"
    case .stack: "the kernel's stack"
    case .table: "a page table"
    case .heap: "the heap"
    case .mapped: "mapped by a script"
    case .held: "held: allocated, mapped nowhere"
    case .reserved: "reserved"
    case .free: "free"
    }
  }
}
