import CNcurses
import CellGrid

/// Styles as ncurses has them: attributes and the number of a colour pair.
struct StylePainter {
  /// A style for `cnc_cell`.
  struct Paint {
    var attributes: attr_t
    var pair: Int32
  }

  private let depth: ColorDepth
  private var paints: [CellStyle: Paint] = [:]
  private var pairs: Set<Int32> = []

  /// Whether a style got no pair because all were in use, and a fresh start may help.
  var mustReset: Bool { isExhausted && !isTooPoor }

  private var isExhausted = false
  private var isTooPoor = false

  /// A painter with so many colours.
  init(depth: ColorDepth) { self.depth = depth }

  /// The paint for a style; without colours if there is no pair left.
  mutating func paint(for style: CellStyle) -> Paint {
    if let known = paints[style] { return known }
    let paint = Paint(attributes: Self.attributes(style.attributes), pair: pair(for: style))
    paints[style] = paint
    return paint
  }

  /// Forgets all pairs; all cells must be drawn anew.
  mutating func reset() {
    reset_color_pairs()
    paints.removeAll()
    pairs.removeAll()
    isExhausted = false
  }

  /// Takes note that all cells have been drawn: if the pairs do not suffice even so, they never
  /// will.
  mutating func endCompleteRedraw() { isTooPoor = isExhausted }

  private mutating func pair(for style: CellStyle) -> Int32 {
    guard depth != .none else { return 0 }
    let (foreground, background) = depth.indices(of: style)
    if foreground < 0, background < 0 { return 0 }
    let known = find_pair(foreground, background)
    if known > 0 { return known }
    // A further one would take the colours of cells that are on the screen.
    guard pairs.count + 1 < Int(cnc_color_pairs()) else {
      isExhausted = true
      return 0
    }
    let pair = alloc_pair(foreground, background)
    guard pair > 0 else { return 0 }
    pairs.insert(pair)
    return pair
  }

  private static func attributes(_ attributes: CellStyle.Attributes) -> attr_t {
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= cnc_bold }
    if attributes.contains(.dim) { result |= cnc_dim }
    if attributes.contains(.italic) { result |= cnc_italic }
    if attributes.contains(.underline) { result |= cnc_underline }
    if attributes.contains(.reverse) { result |= cnc_reverse }
    return result
  }
}
