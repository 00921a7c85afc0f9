import CellGrid
import Script
import Simulation
import Testing

@testable import Interface
@testable import Session

/// Lists over the views: palette, menu, marks, branches, what can be opened.
@Suite struct ChooserTests {
  private static let catalog: Catalog = {
    var catalog = Catalog()
    catalog.lessons = ["walk", "tlb", "malloc"].map {
      Catalog.Item(target: .lesson($0), label: "The lesson \($0)", detail: "12 min")
    }
    catalog.recordings = [Catalog.Item(target: .trace("sqlite3"), label: "sqlite3", detail: "")]
    catalog.machines = (0..<20).map {
      Catalog.Item(target: .machine("m\($0)"), label: "machine \($0)", detail: "")
    }
    return catalog
  }()

  private func welcomed(_ columns: Int = 80, _ rows: Int = 24) throws -> KeyedInterface {
    var interface = try KeyedInterface.booted(columns, rows)
    interface.state.showCatalog(Self.catalog, isWelcome: true)
    return interface
  }

  @Test func theWelcomePageOpensWithOneKeyEach() throws {
    let chooser = Chooser.welcome(Self.catalog, isWelcome: true, keyNames: KeyNames())
    let keys = chooser.sections.flatMap(\.entries).map(\.key)
    #expect(keys.allSatisfy { $0 != nil } && Set(keys).count == keys.count)
    for entry in chooser.sections.flatMap(\.entries) {
      var interface = try welcomed()
      interface.press(Key(try #require(entry.key)))
      if case .open(let target) = entry.choice {
        #expect(interface.effects == [.open(target)])
      } else {
        #expect(interface.state.mode == .prompt && interface.state.prompt.text == "open ")
      }
    }
    var interface = try welcomed()
    interface.press(Key("j"), Key("j"), Key(.enter))
    #expect(interface.effects == [.open(.lesson("malloc"))])
  }

  @Test func theWelcomePageIsLeftByEscapeTheColonAndSteps() throws {
    var interface = try welcomed()
    #expect(interface.rows[1].contains("Welcome"))
    interface.press(Key(.escape))
    #expect(interface.state.mode == .views)
    interface = try welcomed()
    interface.press(Key(":"))
    #expect(interface.state.mode == .prompt)
    interface = try welcomed()
    let point = interface.state.session.timeline.point
    interface.press(Key(.left))
    #expect(interface.state.mode == .views && interface.state.session.timeline.point == point - 1)
    interface = try welcomed()
    interface.press(Key("q"))
    #expect(interface.state.mode == .views && interface.effects.isEmpty)
  }

  @Test func aClickTakesWhatItIsOn() throws {
    for (columns, rows) in [(80, 24), (40, 12), (120, 40)] {
      var interface = try welcomed(columns, rows)
      let row = try #require(interface.rows.firstIndex { $0.contains("The lesson tlb") })
      interface.take(
        .mouse(MouseInput(.press(.left), at: GridPoint(column: 6, row: row))))
      #expect(interface.effects == [.open(.lesson("tlb"))])
      // Where nothing is, nothing is taken.
      interface = try welcomed(columns, rows)
      interface.take(.mouse(MouseInput(.press(.left), at: GridPoint(column: 6, row: 1))))
      #expect(interface.effects.isEmpty && interface.rows[1].contains("Welcome"))
    }
  }

  @Test func theChosenEntryIsAlwaysSeen() throws {
    for (columns, rows) in [(80, 24), (40, 12), (1, 1), (120, 40)] {
      var interface = try welcomed(columns, rows)
      for _ in 0..<30 {
        interface.press(Key("j"))
        guard case .choosing(let chooser) = interface.state.mode else { return }
        let label = try #require(chooser.selectedEntry).label
        if columns >= 40 { #expect(interface.rows.contains { $0.contains(label) }) }
      }
      interface.press(Key(.home))
      if columns >= 40 { #expect(interface.rows.contains { $0.contains("The lesson walk") }) }
    }
  }

  @Test func thePaletteFindsEveryKeyAndEveryVerb() throws {
    let palette = Chooser.palette(.standard, isASCII: false)
    let entries = palette.sections.flatMap(\.entries)
    for binding in KeyMap.bindings {
      #expect(entries.contains { $0.detail == binding.help })
    }
    for verb in Verb.listed { #expect(entries.contains { $0.label == ":\(verb.name)" }) }
    let menu = Chooser.menu(.standard, isASCII: true).sections.flatMap(\.entries)
    #expect(menu.count == KeyMap.bindings.count)
  }

  @Test(arguments: [
    ("heap", "heap"), ("fram alloc", "frame alloc"), ("trnsl", "translate"), ("expct", "expect"),
  ]) func thePaletteFindsAVerbByHalfOfIt(typed: String, verb: String) throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key("p", .control))
    for scalar in typed.unicodeScalars { interface.press(Key(scalar)) }
    guard case .choosing(let chooser) = interface.state.mode else {
      Issue.record("no palette")
      return
    }
    #expect(chooser.entries.prefix(6).contains { $0.label == ":\(verb)" }, "\(typed)")
  }

  @Test func thePaletteDoesWhatTheKeyDoes() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key("p", .control))
    for scalar in "alone on".unicodeScalars { interface.press(Key(scalar)) }
    while !interface.rows.contains(where: { $0.contains("page tables; again") }) {
      interface.press(Key(.down))
    }
    for scalar in " page tables".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key(.enter))
    #expect(interface.state.mode == .views && interface.state.focus == .tables)
    interface.press(Key("p", .control))
    for scalar in "zzzqqq".unicodeScalars { interface.press(Key(scalar)) }
    #expect(interface.rows.contains { $0.contains("Nothing fits") })
    interface.press(Key(.enter))
    #expect(interface.rows.contains { $0.contains("Nothing fits") })
    interface.press(Key(.escape))
    #expect(interface.state.mode == .views)
    // A text that is pasted is looked for.
    interface.press(Key("p", .control))
    interface.take(.paste("heap size\nand more"))
    #expect(interface.rows[1].contains("heap size"))
  }

  @Test func theMenuNarrowsAndActs() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.press(Key("M"))
    #expect(interface.rows.contains { $0.contains("Steps") })
    interface.press(Key("/"))
    for scalar in "colours".unicodeScalars { interface.press(Key(scalar)) }
    let theme = interface.state.themeName
    interface.press(Key(.enter))
    #expect(interface.state.themeName != theme)
    interface.press(Key(.function(10)), Key("/"), Key("x"), Key(.escape))
    #expect(interface.rows.contains { $0.contains("Views and the cursor") })
    interface.press(Key(.escape))
    #expect(interface.state.mode == .views)
  }

  @Test func marksAndBranchesAreGoneTo() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key("b"))
    #expect(interface.promptRow.contains("one run only"))
    interface.command("a = alloc 64")
    interface.command("bookmark \"here\"")
    let marked = interface.state.session.timeline.point
    interface.command("b = alloc 64")
    interface.press(Key("'"), Key(.enter))
    #expect(interface.state.session.timeline.point == marked)
    interface.command("branch")
    interface.command("c = alloc 32")
    interface.command("goto start")
    interface.command("branch third")
    #expect(interface.state.session.branchNumber == 3)
    interface.press(Key("b"))
    #expect(
      interface.rows.contains { $0.contains("branch 3 third") && $0.contains("you are here") })
    interface.press(Key("j"), Key(.enter))
    #expect(interface.state.session.branchNumber == 2)
    // The one that is here stays.
    interface.press(Key("b"), Key("j"), Key(.enter))
    #expect(interface.state.session.branchNumber == 2)
    interface.press(Key("b"), Key("j"), Key("j"), Key(.enter))
    #expect(interface.state.session.branchName == "third")
  }

  @Test func filesAreCompletedWithTheirSpaces() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key(":"))
    for scalar in "open my tr".unicodeScalars { interface.press(Key(scalar)) }
    interface.press(Key(.tab))
    #expect(interface.effects == [.listFiles("my tr", withBundled: true)])
    _ = reduce(&interface.state, .files(["my traces/", "my tricks.rep"]))
    #expect(interface.state.prompt.text == "open my tr")
    #expect(interface.rows.contains { $0.contains("my tricks.rep") })
    _ = reduce(&interface.state, .files(["my tricks.rep"]))
    #expect(interface.state.prompt.text == "open my tricks.rep")
    interface.press(Key(.enter))
    #expect(interface.effects.last == .open(.file("my tricks.rep")))
    interface.command("open")
    #expect(interface.effects.last == .listOpenable)
    // It is a name like any other where it is given to something.
    interface.command("open = alloc 64")
    #expect(interface.state.session.names.known("open") != nil)
  }
}
