import CellGrid
import MemoryCore
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

/// What is taken out of the interface, copies and pictures, and texts that are searched.
@Suite struct KeepingTests {
  @Test func whatIsCopiedIsWhatTheCursorIsOn() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 512")
    interface.press(Key("y"))
    guard case .copy(let told) = interface.effects.last else {
      Issue.record("nothing copied")
      return
    }
    #expect(told.hasPrefix("a = alloc 512\n") && told.contains("First fit"))
    let places: [(Selection, String)] = [
      (.frame(0x481), "0x0048_1000"),
      (.heap(VirtualAddress(truncating: 0x4444_4444_0010)), "0x4444_4444_0010"),
      (.word(PhysicalAddress(truncating: 0x48_1008)), "0x0048_1008"),
    ]
    for (selection, text) in places {
      interface.state.selection = selection
      interface.press(Key("y"))
      #expect(interface.effects.last == .copy(text))
    }
    interface.press(Key("?"), Key("y"))
    guard case .copy(let help) = interface.effects.last else { return }
    #expect(help.contains("the next step") && help.count > 2_000)
  }

  @Test func theScreenAndStepsAreExported() throws {
    var interface = try KeyedInterface.booted(80, 24)
    for line in ["a = alloc 64", "note \"the first block\"", "b = alloc 64", "free a"] {
      interface.command(line)
    }
    let setup = interface.state.session.timeline.setupCount
    let last = interface.state.session.lastStepNumber
    interface.command("export now.svg")
    guard case .export("now.svg", let one, false) = interface.effects.last else {
      Issue.record("no screen")
      return
    }
    #expect(one.count == 1 && one[0].grid == render(interface.state))
    interface.command("export all steps.html")
    guard case .export("all steps.html", let all, false) = interface.effects.last else {
      Issue.record("no steps")
      return
    }
    #expect(all.count == last + 1)
    #expect(all.contains { $0.notes == ["the first block"] && $0.title.contains("a = alloc 64") })
    for (number, picture) in all.enumerated() {
      interface.state.session.seek(to: number + setup)
      #expect(picture.grid == render(interface.state), "\(number)")
    }
    interface.command("export now.svg force")
    guard case .export("now.svg", _, true) = interface.effects.last else {
      Issue.record("not replaced")
      return
    }
    interface.command("export a.cast \(last - 1)..\(last)")
    guard case .export("a.cast", let two, false) = interface.effects.last else { return }
    #expect(two.count == 2 && two[1].title.contains("free a"))
  }

  @Test(arguments: [
    ("export x", ".svg"), ("export x.png", ".txt"), ("export x.html 9..3", "1..20"),
    ("export x.html 0..9999", "0..9999"), ("export x.html a..b", "a..b"),
  ]) func whatCannotBeExportedIsSaid(line: String, words: String) throws {
    var interface = try KeyedInterface.booted()
    interface.command(line)
    #expect(interface.effects.isEmpty)
    #expect(interface.rows.suffix(5).joined().contains(words), "\(interface.promptRow)")
  }

  @Test func tooManyStepsAreRefusedBeforeTheyAreDrawn() throws {
    var interface = try KeyedInterface.sqlite()
    interface.command("export x.html")
    #expect(interface.effects.isEmpty && interface.rows.suffix(4).joined().contains("too many"))
    interface.command("export x.txt 1..3")
    guard case .export(_, let three, false) = interface.effects.last else {
      Issue.record("no steps")
      return
    }
    #expect(three.count == 3)
    #expect(interface.state.session.stepNumber == 0)
  }

  @Test func aTextIsSearchedAndNarrowed() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key("?"), Key("/"))
    for scalar in "BRANCH".unicodeScalars { interface.press(Key(scalar)) }
    #expect(interface.promptRow.hasPrefix(" / BRANCH"))
    interface.press(Key(.enter))
    let first = try #require(interface.state.mode.page)
    #expect(first.top > 0 && first.rows(columns: 78)[first.top].text.contains("branch"))
    interface.press(Key("n"))
    let second = try #require(interface.state.mode.page)
    #expect(second.top > first.top)
    interface.press(Key("N"))
    #expect(interface.state.mode.page?.top == first.top)
    interface.press(Key("&"))
    for scalar in "colours".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key(.enter))
    let rows = try #require(interface.state.mode.page).rows(columns: 78)
    #expect(!rows.isEmpty && rows.allSatisfy { $0.text.contains("colours") })
    interface.press(Key("/"))
    for scalar in "nowhere at all".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key(.enter))
    #expect(interface.promptRow.contains("nowhere in this text"))
    interface.press(Key("/"), Key("x"), Key(.escape))
    #expect(interface.state.mode.page != nil)
    interface.press(Key("q"))
    #expect(interface.state.mode == .views)
  }

  @Test func wordsOfThePromptAreExplained() throws {
    var interface = try KeyedInterface.booted()
    for row in PromptWord.table {
      for word in row.words {
        interface.command("help \(word)")
        #expect(interface.rows.contains { $0.contains(row.summary.prefix(20)) }, "\(word)")
        interface.press(Key("q"))
      }
      #expect(HelpPage.all().lines.contains { $0.contains(row.words.joined(separator: ", ")) })
    }
    interface.press(Key("E"), Key(.enter))
    #expect(interface.rows.suffix(4).joined().contains("Which file?"))
  }

  @Test func aNoteNeedsNoEnd() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 64")
    interface.press(Key("a"))
    for scalar in "the first \\\"block\\\"".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key(.enter))
    #expect(interface.state.scene.notes == ["the first \"block\""])
  }

  @Test func figuresAreExplained() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.press(Key("r"))
    for figure in Figure.allCases {
      #expect(!HelpText.lines(for: figure.rawValue).isEmpty)
      #expect(Glossary.term(figure.term) != nil, "\(figure.term)")
      interface.press(Key("j"), Key("K"))
      #expect(interface.rows.contains { $0.contains(figure.rawValue) }, "\(figure)")
      interface.press(Key("q"))
    }
    #expect(Set(Figure.allCases.map(\.meaning)).count == Figure.allCases.count)
    interface.command("help heap.holes")
    #expect(interface.rows.contains { $0.contains("stretches of free memory") })
  }

  @Test func zeroFitsAgain() throws {
    var interface = try KeyedInterface.booted(120, 40)
    let whole = interface.rows
    interface.press(Key("]"), Key("]"))
    #expect(interface.rows != whole)
    interface.press(Key("0"))
    #expect(interface.rows == whole)
    interface.press(Key("3"), Key("]"), Key("0"))
    #expect(interface.state.viewports.heapZoom == nil)
  }
}
