import CellGrid
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct ThemeTests {
  /// The ratio of two colours' luminances, 1 to 21 (WCAG 2.2, contrast ratio).
  private func contrast(_ one: CellColor, _ other: CellColor) -> Double {
    func luminance(_ color: CellColor) -> Double {
      let rgb = color.rgb ?? 0
      let parts = [16, 8, 0].map { shift -> Double in
        let part = Double(rgb >> UInt32(shift) & 0xff) / 255
        return part <= 0.03928 ? part / 12.92 : power((part + 0.055) / 1.055)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05)
    return max(a, b) / min(a, b)
  }

  /// x to the power 2.4, by its fifth root: 2.4 is 12 fifths.
  private func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 {
      root -= (root * root * root * root * root - x) / (5 * root * root * root * root)
    }
    var result = 1.0
    for _ in 0..<12 { result *= root }
    return result
  }

  /// Whatever stands on any screen can be read, and what is drawn be seen.
  @Test(arguments: ThemeName.allCases)
  func everyCellIsSeen(name: ThemeName) throws {
    let (letters, glyphs) = name == .highContrast ? (7.0, 7.0) : (4.5, 3.0)
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
      var interface = try KeyedInterface.sqlite(columns, rows)
      interface.state.themeName = name
      check(interface, letters, glyphs)
      interface.state.session.seek(toStep: 6201)
      check(interface, letters, glyphs)
      interface.press(Key("s"), Key("3"), Key("j"), Key("2"), Key("j"), Key("1"), Key("j"))
      check(interface, letters, glyphs)
      interface.command("bookmark \"here\"")
      interface.command("note \"What happens here.\"")
      interface.command("write 0xdead_0000 = 1 user")
      check(interface, letters, glyphs)
      interface.press(Key("f"))
      interface.command("nonsense")
      check(interface, letters, glyphs)
      interface.press(Key("?"))
      check(interface, letters, glyphs)
    }
  }

  private func check(_ interface: KeyedInterface, _ letters: Double, _ glyphs: Double) {
    let grid = render(interface.state)
    var worst: [String: Double] = [:]
    for row in 0..<grid.size.rows {
      for column in 0..<grid.size.columns {
        let cell = grid[GridPoint(column: column, row: row)]
        guard cell.scalar != " " else { continue }
        let style = cell.style
        // A block of one colour stands out from what is around it.
        let behind =
          style.foreground == style.background
          ? interface.state.theme.background : style.background
        let found = contrast(style.foreground, behind)
        let isText = cell.scalar.properties.isAlphabetic || ("0"..."9").contains(cell.scalar)
        if found < (isText ? letters : glyphs) {
          worst["\(cell.scalar) \(style.foreground) on \(style.background)"] = found
        }
      }
    }
    #expect(worst.isEmpty, "\(grid.size): \(worst)")
  }

  @Test func theKeyGoesRound() throws {
    var interface = try KeyedInterface.booted()
    var seen: [CellColor] = []
    for name in ThemeName.allCases {
      #expect(interface.state.themeName == name)
      seen.append(interface.state.theme.accent)
      interface.press(Key("T"))
    }
    #expect(interface.state.themeName == .dark && Set(seen).count == ThemeName.allCases.count)
    #expect(interface.promptRow == " The colours are dark.")
  }
}
