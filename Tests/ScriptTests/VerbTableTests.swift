import Simulation
import Testing

@testable import Script

@Suite struct VerbTableTests {
  @Test(arguments: Verb.all.map(\.name))
  func exampleParsesAndIsCanonical(_ name: String) throws {
    let verb = try #require(Verb.all.first { $0.name == name })
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    let line = try #require(try parser.parse(line: verb.example, scope: &scope))
    let text = Printer.text(line.statement, names: scope.names)
    #expect(try parser.parse(line: text, scope: &scope)?.statement == line.statement)
    #expect(WrittenStatement(line.statement, names: scope.names).verb.name == name)
  }

  @Test func documentationListsEachVerbOnce() {
    let rows = HelpText.markdown.split(separator: "\n").dropFirst(2)
    #expect(rows.map { $0.split(separator: "`")[1] } == Verb.all.map { $0.name[...] })
    for row in rows {
      // Four cells; bars within them are escaped.
      #expect(row.replacing("\\|", with: "").filter { $0 == "|" }.count == 5)
    }
  }

  @Test func everyArgumentIsExplained() {
    for verb in Verb.all {
      let text = HelpText.lines(for: verb).joined(separator: "\n")
      for argument in verb.arguments {
        #expect(text.contains("    \(argument.key) "))
        #expect(!argument.summary.isEmpty)
      }
      #expect(text.hasSuffix("Example: \(verb.example)"))
    }
  }

  @Test func helpOfOneVerb() {
    #expect(
      HelpText.lines(for: "heap") == [
        "heap [size=1M] [start=0x4444_4444_0000] [policy=linked-list] [grow=on]",
        "    creates the heap, in place of the boot's if that is there",
        "    size    bytes (1M)",
        "    start   the lowest address (0x4444_4444_0000)",
        "    policy  how free memory is found: linked-list, bump, fixed-block, next-fit,",
        "            best-fit, worst-fit, fast-fit, buddy, tlsf or slab (linked-list)",
        "    grow    whether a full heap maps more pages: on or off (on)",
        "    Example: heap size=64K policy=bump grow=off",
      ])
    #expect(HelpText.lines(for: "frame").count { $0.contains("Example") } == 2)
    #expect(HelpText.lines(for: "nothing").isEmpty)
  }

  @Test func helpFitsTheScreen() {
    for width in [1, 40, 80, 120] {
      let lines =
        HelpText.overview(width: width) + Verb.all.flatMap { HelpText.lines(for: $0, width: width) }
      for line in lines where !line.contains("Example") {
        // A line is longer only if it is a single word.
        #expect(line.count <= width || line.split(separator: " ").count == 1, "\(line)")
      }
    }
    let figures = HelpText.lines(for: "expect").joined(separator: " ")
    #expect(figures.contains("heap.fragmentation"))
  }

  @Test func usagesShowWhatMayBeLeftOut() {
    #expect(Verb.alloc.usage == "[NAME =] alloc SIZE [align=8]")
    #expect(Verb.write.usage == "write ADDRESS = VALUE [user] [size=8] [ac]")
    #expect(
      Verb.map.usage
        == "map PAGE [frame=ADDRESS] [size=4K] [flags=W] [count=1] [table-flags=FLAGS]")
    #expect(Verb.protect.usage == "protect PAGE flags=FLAGS [size=4K] [level=1]")
    #expect(Verb.set.usage == "set FIELD=VALUE")
    #expect(HelpText.overview().contains("crash"))
  }
}
