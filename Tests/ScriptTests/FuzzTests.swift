import Randomness
import Simulation
import Testing

@testable import Script

/// Damaged scripts: no crash, and no error without a place in the text.
@Suite struct FuzzTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func mutations(_ seed: UInt64) {
    var random = RandomScript(numbers: SplitMix64(seed: seed))
    var numbers = SplitMix64(seed: seed &* 977)
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    for _ in 0..<250 {
      var bytes: [UInt8] = []
      for _ in 0..<4 {
        bytes += Array(Printer.text(random.statement(), names: random.scope.names).utf8) + [0x0a]
      }
      for _ in 0...(numbers.next() % 6) { damage(&bytes, &numbers) }
      var scope = Scope()
      check(parser.parse(bytes, scope: &scope), bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      for word in Completion.words(for: text, scope: scope) { #expect(!word.isEmpty) }
    }
  }

  private func damage(_ bytes: inout [UInt8], _ numbers: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = Int(numbers.next() % UInt64(bytes.count))
    let telling = Array("=\"\\#<>!_-%.0xK \n\r\t\u{1b}\0ä".utf8)
    switch numbers.next() % 5 {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(telling[Int(numbers.next() % UInt64(telling.count))], at: place)
    case 3: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
    default: bytes[place] = telling[Int(numbers.next() % UInt64(telling.count))]
    }
  }

  private func check(_ script: ParsedScript, _ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    for error in script.errors {
      #expect(lines.indices.contains(error.position.line - 1))
      let length = error.line.unicodeScalars.count
      #expect((1...length + 1).contains(error.position.column))
      #expect(error.position.column + error.length <= length + 2)
      let text = error.excerpt
      #expect(!error.message.isEmpty)
      #expect(
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
    for line in script.lines {
      #expect(line.argumentColumns.values.allSatisfy { $0 <= line.text.unicodeScalars.count })
    }
  }
}
