import Randomness
import Simulation
import Testing

@testable import Script

@Suite struct CommandMatcherTests {
  /// What a matcher says is what a look at the printed line says.
  @Test(arguments: 1...10 as ClosedRange<UInt64>) func agreesWithThePrinter(_ seed: UInt64) {
    var random = RandomScript(numbers: SplitMix64(seed: seed))
    for _ in 0..<2_000 {
      guard case .command(let command) = random.statement() else { continue }
      check(command, random.scope.names, &random.numbers)
    }
    for _ in 0..<2_000 {
      let word = random.numbers.next()
      let name = Name(slot: 3, label: .block(UInt32(truncatingIfNeeded: word >> (33 + word % 31))))
      let size = (random.numbers.next() >> (word % 64)) << ((word >> 6) % 50)
      let alignment: UInt64 = word & 64 == 0 ? 8 : 1 << ((word >> 12) % 20)
      let commands: [Command] = [
        .heap(.allocate(name, size: size, alignment: alignment)), .heap(.free(.name(name))),
        .heap(.reallocate(name, size: size, alignment: alignment)), .heap(.free(.address(0))),
      ]
      check(commands[Int(word & 3)], random.scope.names, &random.numbers)
    }
  }

  private func check(_ command: Command, _ names: NameTable, _ numbers: inout SplitMix64) {
    let text = Printer.text(.command(command), names: names)
    let start = Int(numbers.next() % UInt64(text.count))
    let part = String(text.dropFirst(start).prefix(Int(numbers.next() % 9)))
    for words in [part, text, "", part + "x", text + "0", "x" + part, part + part] {
      let matcher = CommandMatcher(words, names: names)
      #expect(matcher.matches(command) == text.contains(words), "\(text), \(words)")
    }
  }
}
