import CellGrid
import Randomness
import Simulation
import Testing

@testable import Interface
@testable import Session

/// The line of the prompt: characters that join, pastes, words that are no verbs.
@Suite struct PromptTests {
  /// What reads as one character is one for cursor and deletion, however it came about.
  @Test(arguments: [
    "e\u{301}", "\u{1f1e9}\u{1f1ea}", "\u{1f44d}\u{1f3fd}", "\u{1f469}\u{200d}\u{1f466}",
    "\u{1112}\u{1161}\u{11ab}", "\u{2764}\u{fe0f}",
  ])
  func charactersStayWhole(_ cluster: String) throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key(":"), Key("a"))
    for scalar in cluster.unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key("b"))
    #expect(interface.state.prompt.text == "a\(cluster)b")
    // A cell holds one scalar: the cluster is a question mark of one column.
    #expect(interface.promptRow == " : a?b")
    #expect(cursorPlace(in: interface.state)?.column == 6)
    interface.press(Key(.left), Key(.left))
    #expect(cursorPlace(in: interface.state)?.column == 4)
    interface.press(Key(.delete))
    #expect(interface.state.prompt.text == "ab")
    interface.press(Key(.end), Key("w", .control))
    #expect(interface.state.prompt.text == "")
  }

  @Test func marksJoinWhatTheyComeBehind() {
    var line = PromptLine("\u{301}x")
    #expect(line.before.count == 2)
    line.moveToStart()
    line.insert("e")
    #expect(line.before == ["e\u{301}"] && line.textBehind == "x")
    // A letter more or less makes other flags of those behind it.
    line = PromptLine("\u{1f1ea}\u{1f1eb}\u{1f1f7}")
    line.moveToStart()
    line.insert("\u{1f1e9}")
    #expect(line.before == ["\u{1f1e9}\u{1f1ea}"])
    #expect(line.textBehind == "\u{1f1eb}\u{1f1f7}" && line.countBehind == 1)
  }

  /// Whatever is done to a line, its parts are the characters of the whole.
  @Test func aLineIsAlwaysCutAtItsCharacters() {
    let scalars: [Unicode.Scalar] = [
      "a", " ", "\u{301}", "\u{1f1e9}", "\u{1f1ea}", "\u{200d}", "\u{1f469}", "\u{1f3fd}",
      "\u{1112}", "\u{1161}", "\u{4e2d}",
    ]
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      var line = PromptLine()
      for _ in 0..<60 {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: line.moveLeft()
        case 1: line.moveRight()
        case 2: line.deleteBackward()
        case 3: line.deleteForward()
        default: line.insert(String(scalars.randomElement(using: &random) ?? "a"))
        }
        let whole = Array(line.text)
        #expect(line.before.count + line.countBehind == whole.count)
        #expect(whole.starts(with: line.before))
      }
    }
  }

  @Test func aLongLineIsShownAroundItsCursor() {
    var line = PromptLine()
    line.insert(String(repeating: "0123456789", count: 100_000))
    for _ in 0..<500_000 { line.moveLeft() }
    let window = PromptWindow(line, columns: 20)
    #expect(window.text == "…234567890123456789…" && window.cursorColumn == 19)
    #expect(line.text.utf8.count == 1_000_000)
  }

  @Test func severalPastedLinesAreAskedAbout() throws {
    var interface = try KeyedInterface.booted()
    let before = interface.state.session.timeline.end
    interface.take(.paste("a = alloc 8\nb =\talloc 16\r\n\nfree a"))
    #expect(interface.state.session.timeline.end == before)
    #expect(interface.rows[1].hasPrefix(" Run these 3 lines?"))
    #expect(interface.rows[2...4].map(\.self) == [" a = alloc 8", " b = alloc 16", " free a"])
    #expect(interface.keyLine.hasPrefix(" Enter run them  Esc drop them"))
    interface.press(Key(.escape))
    #expect(interface.state.session.timeline.end == before && interface.state.mode == .views)
    interface.take(.paste("a = alloc 8\nb = alloc 16\nfree a"))
    interface.press(Key(.enter))
    #expect(interface.state.session.timeline.end == before + 3)
    #expect(interface.state.mode == .views)
    interface.press(Key(":"), Key(.up))
    #expect(interface.promptRow == " : free a")
  }

  /// What had been typed is there again if the lines are not wanted.
  @Test func aDraftOutlivesAPaste() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key(":"), Key("x"))
    interface.take(.paste(" = alloc 8\nfree x"))
    #expect(interface.rows[2...3].map(\.self) == [" x = alloc 8", " free x"])
    interface.press(Key("q"))
    #expect(interface.state.mode == .prompt && interface.state.prompt.text == "x")
  }

  @Test(arguments: ["q", "quit", ":q", " quit "])
  func thePromptEndsTheProgram(_ line: String) throws {
    var interface = try KeyedInterface.booted()
    let script = interface.state.session.script
    interface.command(line)
    #expect(interface.effects == [.quit] && interface.state.session.script == script)
  }

  /// A name is a name, also if it is a word of the prompt.
  @Test func wordsOfThePromptCanBeNames() throws {
    var interface = try KeyedInterface.booted()
    interface.command("w = alloc 8")
    interface.command("q = alloc 8")
    interface.command("free w")
    #expect(interface.state.session.script.suffix(3) == ["w = alloc 8", "q = alloc 8", "free w"])
    #expect(interface.effects.isEmpty)
  }

  @Test func savingAtThePrompt() throws {
    var interface = try KeyedInterface.booted()
    interface.command("w")
    #expect(interface.promptRow == " The session has no file yet: w FILE saves it.")
    interface.command("w my run.mw")
    let text = interface.state.session.scriptText
    #expect(interface.effects == [.save(path: "my run.mw", text, replacing: false)])
    #expect(reduce(&interface.state, .saved(path: "my run.mw")) == nil)
    #expect(interface.promptRow == " The session is saved as my run.mw.")
    interface.command("wq")
    #expect(interface.effects.last == .save(path: "my run.mw", text, replacing: true))
    // A refusal keeps the program alive, and what is saved later does not end it.
    #expect(reduce(&interface.state, .report("no room")) == nil)
    #expect(reduce(&interface.state, .saved(path: "my run.mw")) == nil)
    interface.command("wq")
    #expect(reduce(&interface.state, .saved(path: "my run.mw")) == .quit)
  }

  /// Behind a command the next access is its own first one.
  @Test func aCommandCanBeLookedInto() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 8")
    let point = interface.state.session.timeline.point
    interface.press(Key(.right, .shift))
    #expect(interface.state.session.timeline.point == point && interface.state.session.access == 1)
    // Once the user has gone elsewhere, the keys mean what they always mean.
    interface.command("b = alloc 8")
    interface.press(Key(.left), Key(.right))
    interface.press(Key(.right, .shift))
    #expect(interface.state.session.access == nil)
    #expect(interface.promptRow == " This is the end.")
  }

  @Test func theInterruptStopsFirst() throws {
    var interface = try KeyedInterface.long()
    interface.finishesWork = false
    interface.press(Key(.end))
    #expect(interface.state.work != nil)
    interface.press(Key("c", .control))
    #expect(interface.state.work == nil && interface.effects.isEmpty)
    interface.press(Key(" "), Key("c", .control))
    #expect(!interface.state.isPlaying && interface.effects.isEmpty)
    interface.press(Key("c", .control))
    #expect(interface.effects == [.quit])
  }

  /// A session begins with what the machine is.
  @Test func theStartTellsOfTheMachine() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    #expect(interface.rows[2].hasPrefix(" machine"))
    #expect(interface.rows[3].hasPrefix(" 64 MiB of memory, "))
    #expect(interface.rows[3].contains("blog-os") && interface.rows[3].contains("first fit"))
    interface.press(Key(.left))
    #expect(!interface.rows[2].hasPrefix(" machine"))
    interface = try KeyedInterface.booted(120, 40)
    #expect(interface.rows[2].hasPrefix(" machine"))
    interface.command("a = alloc 8")
    #expect(interface.rows[2].hasPrefix(" a = alloc 8"))
  }

  /// With ASCII alone the key line names keys that do what it says.
  @Test func keysHaveASCIINames() throws {
    var interface = try KeyedInterface.booted(200, 60)
    interface.state.isASCII = true
    #expect(interface.keyLine.hasPrefix(" n p step"))
    #expect(interface.keyLine.contains("s S into"))
    for mode in [":", "?"] as [Unicode.Scalar] {
      interface.press(Key(mode))
      for row in interface.rows.dropFirst(mode == ":" ? 55 : 0) {
        let arrows = row.unicodeScalars.filter { "→←↑↓⇧".unicodeScalars.contains($0) }
        #expect(arrows.isEmpty, "\(row)")
      }
      interface.press(Key(.escape))
    }
  }
}
