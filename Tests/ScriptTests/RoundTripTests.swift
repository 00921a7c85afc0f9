import Randomness
import Simulation
import Testing

@testable import Script

@Suite struct RoundTripTests {
  /// Statements written and parsed again are the same; written again they read the same.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func randomStatements(_ seed: UInt64) throws {
    var random = RandomScript(numbers: SplitMix64(seed: seed))
    let statements = (0..<1_200).map { _ in random.statement() }
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    var verbs: Set<String> = []
    for statement in statements {
      let text = Printer.text(statement, names: random.scope.names)
      let line = try #require(try parser.parse(line: text, scope: &scope))
      #expect(line.statement == statement, "\(text)")
      #expect(Printer.text(line.statement, names: scope.names) == text)
      if case .comment = statement { continue }
      verbs.insert(WrittenStatement(statement).verb.name)
    }
    #expect(verbs.count == Verb.all.count)
  }

  static let canonical: [(String, String)] = [
    ("machine memory=64M levels=4", "machine"),
    ("machine seed=0x10 memory=0x100000", "machine memory=1M seed=16"),
    ("machine map=\"qemu\"", "machine map=qemu"),
    ("boot stage=handover", "boot"),
    ("heap start=4M size=65537", "heap size=65537 start=0x0040_0000"),
    ("a=\talloc  0x200   align=8 # x", ""),
    ("a\t=  alloc  0x200   align=8 # x", "a = alloc 512"),
    ("map 4096 flags=PXW count=1", "map 0x0000_1000 flags=WX"),
    ("map 0x1000 table-flags=0x8000000000000003", "map 0x0000_1000 table-flags=W"),
    ("write 0x1000 user = 0x2a", "write 0x0000_1000 = 42 user"),
    ("set pkru=1431655764", "set pkru=0x5555_5554"),
    ("show why at=-0_3", "show why at=-3"), ("show why at=-0", "show why at=0"),
    ("show why at=0x10", "show why at=0x0000_0010"),
    ("expect heap.size==1048576", "expect heap.size == 1M"),
    ("expect frames.free==4096", "expect frames.free == 4096"),
    ("expect fault 7", "expect fault 0x7"),
    ("find back oom>0", "find oom > 0 back"),
    ("goto 007", "goto 7"),
  ]

  @Test(arguments: canonical) func canonicalForms(_ line: String, _ expected: String) throws {
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    guard let parsed = try? parser.parse(line: line, scope: &scope) else {
      #expect(expected.isEmpty)
      return
    }
    #expect(Printer.text(parsed.statement, names: scope.names) == expected)
  }

  @Test func aTextThatNoScriptHoldsLosesItsControlCharacters() throws {
    let text = Printer.text(.note("a\u{1b}[31m\nb"), names: NameTable())
    #expect(text == "note \"a [31m b\"")
  }

  @Test func aSingleStageOfTheBootIsWrittenAsOne() {
    #expect(
      Printer.text(.command(.boot(.stage(.tables))), names: NameTable()) == "boot stage=tables")
  }
}
