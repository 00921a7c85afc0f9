import Interface
import Testing

@testable import memwalk

@Suite struct DisplayOptionsTests {
  @Test(arguments: [
    (nil, ThemeName.dark), ("15;0", .dark), ("0;15", .light), ("0;default;7", .light),
    ("0;8", .dark), ("0;default", .dark), ("", .dark), ("nonsense", .dark), ("1;-3", .dark),
  ])
  func theTerminalSaysWhichBackgroundItHas(colors: String?, theme: ThemeName) {
    #expect(DisplayOptions.suiting(colors) == theme)
  }

  @Test func anUnknownThemeIsToldTheOthers() throws {
    let run = try ProgramRun(["replay", "sqlite3", "--theme", "pink"])
    #expect(run.status == 2)
    for name in ThemeName.allCases { #expect(run.errors.contains(name.rawValue)) }
  }
}
