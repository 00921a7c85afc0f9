extension CellGrid {
  /// The same picture for a terminal that knows ASCII only: a glyph of one column each.
  ///
  /// The bars ▁▂▃▄▅▆▇█ become `.:-=+*#@`, in this order. What has no counterpart becomes `?`.
  public func asciiOnly() -> CellGrid {
    mapped { cell in
      if 0x20...0x7e ~= cell.code { return cell }
      let glyph = cell.isContinuation ? "?" : Self.ascii(cell.scalar)
      return Cell(code: glyph.value, style: cell.style)
    }
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "▁", "·", "∙", "⋅", "░", "◌": "."
    case "▂", "⋮": ":"
    case "▃", "─", "━", "┄", "┅", "┈", "┉", "╌", "╍", "–", "—", "‐", "‑", "−": "-"
    case "▄", "═", "↔", "⇔", "≡": "="
    case "▅", "┌", "┐", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╯", "✓": "+"
    case "▆", "◆", "◈", "•", "★", "☆", "▪": "*"
    case "▇", "▓", "▉", "▊", "▋", "■": "#"
    case "█": "@"
    case "▒": "%"
    case "▀", "“", "”", "″": "\""
    case "‘", "’", "′": "'"
    case "│", "┃", "┆", "┊", "║", "▌", "▐", "▍", "▎", "▏", "▕", "▮", "▯", "↕": "|"
    case "└", "╰": "`"
    case "→", "▸", "▶", "►", "▷", "▹", "›", "»", "⇒", "≥": ">"
    case "←", "◂", "◀", "◄", "◁", "◃", "‹", "«", "⇐", "≤", "↵": "<"
    case "↑", "⇧", "▲", "△", "▴": "^"
    case "↓", "⇩", "▼", "▽", "▾": "v"
    case "…", "≈", "∼", "⋯": "~"
    case "●", "◉", "◇", "°", "□", "▫": "o"
    case "○", "◯", "∅": "O"
    case "×", "✗": "x"
    case "µ", "μ": "u"
    case "␣": "_"
    case "≠": "!"
    default: "?"
    }
  }
}
