import Randomness
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
    #expect(Verb.all.filter { $0.write(line.statement) != nil }.map(\.name) == [name])
  }

  /// Whatever command there is, one row writes it: the verb that this says. A new command does not
  /// compile here until it has one.
  @Test func eachCommandIsWrittenByItsRow() throws {
    var random = RandomScript(numbers: SplitMix64(seed: 5))
    var written: Set<String> = []
    for _ in 0..<2_000 {
      guard case .command(let command) = random.statement() else { continue }
      let rows = Verb.all.filter { $0.write(.command(command)) != nil }.map(\.name)
      #expect(rows == [Self.verb(of: command)])
      written.formUnion(rows)
    }
    // The parser makes other statements than commands of the other verbs; `boot` is both.
    #expect(written.count == 20)
  }

  private static func verb(of command: Command) -> String {
    switch command {
    case .boot(.machine): "machine"
    case .boot(.stage): "boot"
    case .heap(.create): "heap"
    case .heap(.allocate): "alloc"
    case .heap(.free): "free"
    case .heap(.reallocate): "realloc"
    case .frames(.allocate): "frame alloc"
    case .frames(.free): "frame free"
    case .paging(.map): "map"
    case .paging(.identityMap): "identity-map"
    case .paging(.unmap): "unmap"
    case .paging(.clean): "clean"
    case .paging(.protect): "protect"
    case .paging(.translate): "translate"
    case .access(.memory(let access)):
      switch access.kind {
      case .read: "read"
      case .write: "write"
      case .execute: "execute"
      }
    case .access(.flush): "flush"
    case .access(.set): "set"
    case .access(.physicalRead): "physical read"
    case .access(.physicalWrite): "physical write"
    }
  }

  @Test func documentationListsEachVerbOnce() {
    let rows = HelpText.markdown.split(separator: "\n").dropFirst(2)
    #expect(rows.map { $0.split(separator: "`")[1] } == Verb.listed.map { $0.name[...] })
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
      HelpText.lines(for: Verb.heap) == [
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
    // A word that is a verb and a term has both.
    let heap = HelpText.lines(for: "heap")
    #expect(heap.first == Verb.heap.usage && heap.contains("heap (dynamic memory)"))
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
  }

  /// A verb may be hidden: it works, but nobody is told of it.
  @Test func hiddenVerbsAreLeftOut() throws {
    #expect(Verb.all.filter(\.isHidden).map(\.name) == ["crash"])
    for verb in Verb.all where verb.isHidden {
      #expect(try statement(verb.example) == .crash)
      #expect(!HelpText.overview().joined().contains(verb.summary.prefix(20)))
      #expect(!HelpText.markdown.contains("`\(verb.name)`"))
      #expect(HelpText.lines(for: verb.name).isEmpty)
      #expect(!Completion.words(for: "", scope: Scope()).contains(verb.name))
      #expect(!Completion.words(for: "help ", scope: Scope()).contains(verb.name))
      let misspelt = refusal(String(verb.name.dropLast()))
      #expect(misspelt?.contains("'\(verb.name)'") == false)
    }
  }
}
