public import CellGrid
import Glibc

extension ThemeName {
  /// The colours that suit a background: dark text where that has the better contrast (WCAG 2.2,
  /// relative luminance).
  public static func suiting(_ background: ReportedColor) -> ThemeName {
    func linear(_ part: Double) -> Double {
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let luminance =
      0.2126 * linear(background.red) + 0.7152 * linear(background.green)
      + 0.0722 * linear(background.blue)
    // Where black and white have the same contrast.
    return luminance > 0.179 ? .light : .dark
  }
}

extension AppState {
  /// Takes the colours that suit the terminal's background, unless the user has chosen others.
  public mutating func suit(_ background: ReportedColor) {
    if followsBackground { themeName = .suiting(background) }
  }
}
