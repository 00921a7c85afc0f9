import Simulation
import Testing

@testable import Script

/// Whole scripts: lines, errors, names.
@Suite struct ScriptFileTests {
  @Test func linesKeepTheirPlaces() {
    let script = parse("# heap\n\n  a = alloc 512 align=16  # block\n\tfree a")
    #expect(script.errors.isEmpty)
    #expect(
      script.lines.map(\.position) == [
        SourcePosition(line: 1, column: 1), SourcePosition(line: 3, column: 3),
        SourcePosition(line: 4, column: 2),
      ])
    #expect(script.lines[0].statement == .comment(" heap"))
    #expect(script.lines[1].argumentColumns == ["name": 3, "size": 13, "align": 23])
    #expect(script.lines[1].text == "  a = alloc 512 align=16  # block")
    #expect(script.lines[1].comment == " block" && script.lines[2].comment == nil)
    #expect(script.lines[2].position(of: "block") == SourcePosition(line: 4, column: 7))
    #expect(script.lines[1].position(of: "node") == SourcePosition(line: 3, column: 3))
  }

  /// A block within another file tells of its places in that file; the mark stays below the word.
  @Test func aBlockKnowsWhereItStands() {
    let text = "boot\na = alloc 512 align=16\nb = aloc 5"
    let script = parse(text, from: SourceOrigin(file: "lesson.md", line: 40, column: 5))
    #expect(script.lines[1].position == SourcePosition(line: 41, column: 5))
    #expect(script.lines[1].position(of: "align") == SourcePosition(line: 41, column: 25))
    #expect(
      script.errors[0].excerpt == """
        lesson.md:42:9: no command is called 'aloc': did you mean 'alloc'?
          42 | b = aloc 5
             |     ^~~~
        """)
    let refused = script.lines[1].error("no memory", at: "size")
    #expect(
      refused.excerpt == """
        lesson.md:41:15: no memory
          41 | a = alloc 512 align=16
             |           ^~~
        """)
    let late = parse("boot\nmachine", from: SourceOrigin(file: "f", line: 7, column: 3))
    #expect(
      late.errors.map(\.description) == [
        "f:8:3: machine has to be the first command, but line 7 comes before it"
      ])
  }

  @Test func theVersionOfTheLanguageIsRead() {
    let known = parse(LanguageVersion.line + "\nboot")
    #expect(known.lines.map(\.statement) == [.boot(upTo: .handover)] && known.errors.isEmpty)
    for version in ["\(LanguageVersion.current + 1)", "99999999999999999999"] {
      let newer = parse(
        "\n# memwalk language \(version)\nfrobnicate\n", from: SourceOrigin(file: "f"))
      #expect(newer.lines.isEmpty && newer.errors.count == 1)
      let message = newer.errors[0].description
      #expect(message.hasPrefix("f:2:1: the script is in version "), "\(message)")
      #expect(message.hasSuffix("this memwalk knows 2: a newer memwalk reads it"))
    }
    // What only looks like it is a comment as any other.
    for text in ["# memwalk language", "# memwalk language two", "#memwalk language 7"] {
      #expect(parse(text).lines.map(\.statement) == [.comment(String(text.dropFirst()))])
    }
  }

  @Test(arguments: [
    "boot\ncrash", "boot\r\ncrash\r\n", "\u{feff}boot\n\tcrash\t\n\n", "boot \r\r\ncrash\r",
  ])
  func endsOfLinesDoNotCount(_ text: String) {
    let script = parse(text)
    #expect(script.lines.map(\.statement) == [.boot(upTo: .handover), .crash])
    #expect(script.errors.isEmpty)
  }

  @Test func emptyScripts() {
    for text in ["", "\n", "\u{feff}", LanguageVersion.line, "\r\n\r\n"] {
      #expect(parse(text) == ParsedScript())
    }
  }

  @Test func longLines() {
    let text = String(repeating: "x", count: 100_000)
    #expect(parse("note \"\(text)\"").lines.map(\.statement) == [.note(text)])
    #expect(refusal(text) == "1:1: no command is called '\(text.prefix(40))…': 'help' lists them")
    #expect(refusal("alloc 0x" + text)?.hasPrefix("1:7: '0xxxx") == true)
  }

  @Test func tenErrorsAreKeptAndTheOthersCounted() {
    let script = parse(String(repeating: "boo\nboot\n", count: 13))
    #expect(script.errors.map(\.position.line) == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    #expect(script.furtherErrors == 3)
    #expect(script.lines.count == 13)
  }

  @Test func machineComesFirst() {
    let late = "note \"hello\"\n\nboot\n machine\nmachine"
    #expect(
      parse(late, from: SourceOrigin(file: "f")).errors.map(\.description) == [
        "f:4:2: machine has to be the first command, but line 3 comes before it",
        "f:5:1: machine has to be the first command, but line 3 comes before it",
      ])
    #expect(parse("note \"hello\"\nhelp\nmachine\nboot").errors.isEmpty)
    #expect(parse("machine\nmachine").errors.map(\.position.line) == [2])
  }

  @Test func theMachineAtThePromptIsAMatterOfRunTime() throws {
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    _ = try parser.parse(line: "boot", scope: &scope)
    #expect(try parser.parse(line: "machine", scope: &scope) != nil)
    #expect(try parser.parse(line: "  ", scope: &scope) == nil)
  }

  @Test func namesGetSlotsAtTheirFirstUse() throws {
    let script = parse(
      "a = alloc 1\nalloc 2\nfree b\na = alloc 3\nalloc 4", scope: Scope(firstFreeSlot: 7))
    let slots = script.lines.map { line -> UInt32? in
      switch line.statement {
      case .command(.heap(.allocate(let name, _, _))), .command(.heap(.free(.name(let name)))):
        name.slot
      default: nil
      }
    }
    #expect(slots == [7, 8, 9, 7, 10])
  }

  @Test func namesOfATraceLiveInItsSlots() throws {
    var scope = Scope(firstFreeSlot: 100) { $0 == .block(17) ? 3 : nil }
    #expect(scope.name("b17") == Name(slot: 3, label: .block(17)))
    #expect(scope.name("b18") == Name(slot: 100, label: .block(18)))
    scope.live = { $0 == .block(18) ? 4 : nil }
    #expect(scope.name("b18").slot == 4)
    #expect(scope.name("b17").slot == 101)
  }

  @Test func aRefusedLineLeavesTheScopeAsItWas() {
    var scope = Scope()
    let parser = ScriptParser(maps: testMaps, traces: testTraces)
    #expect(throws: ScriptError.self) { try parser.parse(line: "a = alloc", scope: &scope) }
    #expect(throws: ScriptError.self) {
      try parser.parse(line: "map x frame=y flags=Q", scope: &scope)
    }
    #expect(scope.usedNames.isEmpty)
    #expect(scope.name("z").slot == 0)
  }
}
