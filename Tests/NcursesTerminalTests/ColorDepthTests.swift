import CellGrid
import Testing

@testable import NcursesTerminal

@Suite("Colours of poorer terminals")
struct ColorDepthTests {
  @Test func theEnvironmentDecides() {
    func depth(_ environment: [String: String], _ colors: Int) -> ColorDepth {
      .detected(environment: environment, terminfoColors: colors)
    }
    #expect(depth([:], 256) == .palette256)
    #expect(depth([:], 88) == .ansi16)
    #expect(depth([:], 8) == .ansi8)
    #expect(depth([:], 0) == .none)
    #expect(depth(["COLORTERM": "truecolor"], 256) == .trueColor)
    #expect(depth(["COLORTERM": "24bit"], 8) == .trueColor)
    #expect(depth(["COLORTERM": "truecolor"], 0) == .none)
    #expect(depth(["COLORTERM": "truecolor", "NO_COLOR": "1"], 256) == .none)
    #expect(depth(["NO_COLOR": ""], 256) == .palette256)
  }

  @Test(
    arguments: [
      (0x000000, 16), (0xffffff, 231), (0xff0000, 196), (0x808080, 244), (0x14171b, 233),
      (0x5f87af, 67),
    ] as [(UInt32, Int32)])
  func nearestOfThePalette(rgb: UInt32, index: Int32) {
    #expect(ColorDepth.palette256.index(of: .rgb(rgb)) == index)
  }

  @Test func nearestOfTheSixteen() {
    #expect(ColorDepth.ansi16.index(of: .rgb(0xff1010)) == 9)
    #expect(ColorDepth.ansi8.index(of: .rgb(0xff1010)) == 1)
    // Bluish greys are greys.
    #expect(ColorDepth.ansi8.index(of: .rgb(0x8b97a4)) == 7)
    #expect(ColorDepth.ansi8.index(of: .rgb(0x232b34)) == 0)
    #expect(ColorDepth.ansi16.index(of: .rgb(0x8b97a4)) == 8)
    #expect(ColorDepth.none.index(of: .rgb(0xff1010)) == -1)
    #expect(ColorDepth.trueColor.index(of: .default) == -1)
    #expect(ColorDepth.trueColor.index(of: .rgb(0x000003)) == 8)
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16])
  func textNeverVanishes(depth: ColorDepth) {
    for foreground in stride(from: UInt32(0), to: 0x100_0000, by: 0x10307) {
      let same = CellColor.rgb(foreground)
      for background in [CellColor.default, .rgb(0x20262e), .rgb(0xf0f0f0), same] {
        let style = CellStyle(foreground: .rgb(foreground), background: background)
        let indices = depth.indices(of: style)
        #expect(indices.foreground != max(0, indices.background))
      }
    }
  }
}
