import CellGrid
import Testing

@testable import Interface

@Suite struct BackgroundThemeTests {
  @Test(arguments: [
    (0x000000, ThemeName.dark), (0xffffff, .light), (0x14171b, .dark), (0xfafaf7, .light),
    (0x002b36, .dark), (0xfdf6e3, .light), (0x300a24, .dark), (0x0000ff, .dark), (0x00ff00, .light),
  ]) func theBackgroundChoosesTheColours(_ rgb: Int, _ theme: ThemeName) {
    func part(_ shift: Int) -> Double { Double(rgb >> shift & 0xff) / 255 }
    let color = ReportedColor(red: part(16), green: part(8), blue: part(0))
    #expect(ThemeName.suiting(color) == theme)
  }

  /// Colours that the user has chosen stay, whenever the answer comes.
  @Test func whatTheUserHasChosenStays() throws {
    let white = ReportedColor(red: 1, green: 1, blue: 1)
    var interface = try KeyedInterface.booted()
    interface.state.suit(white)
    #expect(interface.state.themeName == .dark)
    interface.state.followsBackground = true
    interface.state.suit(white)
    #expect(interface.state.themeName == .light)
    interface.press(Key("T"))
    let chosen = interface.state.themeName
    interface.state.suit(ReportedColor(red: 0, green: 0, blue: 0))
    #expect(interface.state.themeName == chosen && chosen == .highContrast)
  }
}
