import CellGrid
import Narration

extension StyledText {
  /// Words in the colours of a theme.
  init(_ wording: Wording, _ theme: Theme) {
    self.init(wording.runs.map { Run($0.text, theme.style(of: $0.tone)) })
  }
}

extension Room {
  /// So many columns of a terminal.
  init(columns: Int) {
    self.init(columns: columns) { Glyph.columns(of: $0) }
  }
}

extension Theme {
  fileprivate func style(of tone: Wording.Tone) -> CellStyle {
    switch tone {
    case .plain: plain
    case .command: on(bright).bold
    case .layer(let layer): on(color(of: layer))
    case .result: on(accent).bold
    case .failure: on(alarm).bold
    case .address: on(accent)
    case .value: on(bright)
    case .aside: on(dim)
    case .alarm: on(alarm)
    }
  }

  private func color(of layer: Layer) -> CellColor {
    switch layer {
    case .heap: heap
    case .tables: table
    case .program: user
    case .kernel: kernel
    }
  }
}
