import CellGrid
import Randomness
import Simulation
import Testing

@testable import Interface
@testable import NcursesTerminal
@testable import Session

/// Whatever bytes a terminal sends, from the decoder to the drawn screen.
@Suite struct TypedUnicodeTests {
  private static let sizes = [
    (1, 1), (2, 3), (39, 11), (40, 12), (57, 19), (80, 24), (120, 40), (200, 60),
  ]

  @Test(arguments: 0..<8 as Range<UInt64>)
  func nothingThatIsTypedOrPastedEndsTheProgram(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var interface = try KeyedInterface.booted()
    var decoder = InputDecoder()
    for _ in 0..<16 {
      decoder.feed(":".utf8)
      for _ in 0..<Int.random(in: 1...24, using: &random) { decoder.feed(Self.piece(&random)) }
      while let input = decoder.next(isLast: true) {
        interface.take(input)
        guard interface.state.mode == .prompt else { continue }
        let line = interface.state.prompt.line
        #expect(line.before.count + line.countBehind == line.text.count)
      }
      let (columns, rows) = Self.sizes.randomElement(using: &random) ?? (80, 24)
      interface.take(.resized(GridSize(columns: columns, rows: rows)))
      let grid = render(interface.state)
      #expect(grid.size == interface.state.size)
      if let cursor = cursorPlace(in: interface.state), columns >= 40, rows >= 12 {
        #expect(grid.bounds.contains(cursor))
      }
    }
  }

  /// A scalar of any kind, an escape sequence, damaged UTF-8, or a paste.
  private static func piece(_ random: inout SplitMix64) -> [UInt8] {
    switch Int.random(in: 0..<12, using: &random) {
    case 0:
      return Array(
        ["\u{1b}[D", "\u{1b}[C", "\u{1b}[3~", "\u{1b}[H", "\u{1b}[F", "\u{7f}"]
          .randomElement(using: &random)!.utf8)
    case 1: return [UInt8.random(in: 0x80...0xff, using: &random)]
    case 2: return Array("\u{1b}[200~\(text(8, &random))\u{1b}[201~".utf8)
    case 3: return Array("\u{1b}[200~\(text(8, &random))\n\(text(4, &random))\u{1b}[201~".utf8)
    case 4: return Array(["a = alloc 8", "\r", "\t", "\u{1b}"].randomElement(using: &random)!.utf8)
    default: return Array(text(2, &random).utf8)
    }
  }

  private static func text(_ count: Int, _ random: inout SplitMix64) -> String {
    let joining: [ClosedRange<UInt32>] = [
      0x20...0x7e, 0x300...0x36f, 0x1f1e6...0x1f1ff, 0x1f3fb...0x1f3ff, 0x200b...0x200f,
      0x1f466...0x1f469, 0x1100...0x11ff, 0x900...0x97f, 0x4e00...0x4eff, 0xfe00...0xfe0f,
      0x80...0x9f, 0x10000...0x1ffff,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<count {
      let range = joining.randomElement(using: &random) ?? 0x20...0x7e
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
