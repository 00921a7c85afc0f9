import CellGrid
import MemoryCore
import Script
import Session
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct KeyTests {
  @Test func aTextHasItsOwnKeys() throws {
    var interface = try KeyedInterface.booted()
    let point = interface.state.session.timeline.point
    interface.press(Key("?"))
    #expect(interface.rows[1].contains("Help  lines 1–20 of "))
    interface.press(Key(.pageDown))
    #expect(interface.rows[1].contains("Help  lines 21–40 of "))
    interface.press(Key(.end))
    let last = interface.rows
    interface.press(Key("j"))
    #expect(interface.rows == last)
    interface.press(Key(.pageUp), Key(.home), Key(.down), Key("k"), Key("p"), Key("z"))
    #expect(interface.rows[1].contains("Help  lines 1–20 of "))
    #expect(interface.state.session.timeline.point == point && !interface.state.isWholeScreen)
    interface.press(Key("q"))
    #expect(interface.state.mode == .views && interface.effects.isEmpty)
    interface.press(Key("?"), Key("c", .control))
    #expect(interface.effects == [.quit])
  }

  /// Every key of the table is named by the help, and nothing of the help is cut at 80 columns.
  @Test func theHelpNamesEveryKey() throws {
    let page = HelpPage.all()
    for binding in KeyMap.bindings {
      #expect(
        page.lines.contains { $0.contains(binding.help) && $0.contains(binding.keys[0].name()) })
    }
    #expect(page.lines.allSatisfy { Glyph.columns(of: $0) <= 78 })
    #expect(HelpPage.page(of: "find").rows(columns: 38).allSatisfy { $0.text.count <= 38 })
  }

  @Test func atTheStartNothingLiesBefore() throws {
    var interface = try KeyedInterface.booted()
    interface.press(Key(.home))
    for key in [Key(.left), Key("S")] {
      interface.press(key)
      #expect(interface.promptRow == " This is the start.")
    }
  }

  /// Into a step and back out of it, over its borders, leads through the same moments.
  @Test func accessesLeadThereAndBack() throws {
    var interface = try KeyedInterface.sqlite()
    interface.state.session.seek(toStep: 3)
    var seen: [(point: Int, access: Int?)] = []
    for _ in 0..<60 {
      seen.append((interface.state.session.timeline.point, interface.state.session.access))
      interface.press(Key("s"))
    }
    for moment in seen.reversed() {
      interface.press(Key("S"))
      #expect(interface.state.session.timeline.point == moment.point)
      #expect(interface.state.session.access == moment.access)
    }
  }

  @Test func aPasteReachesThePromptWithoutItsControlCharacters() throws {
    var interface = try KeyedInterface.booted()
    interface.take(.paste("a = alloc 5\u{1b}[31m12\n"))
    #expect(interface.state.mode == .prompt)
    #expect(interface.promptRow == " : a = alloc 5[31m12")
  }

  @Test func theMousePutsTheCursor() throws {
    var interface = try KeyedInterface.sqlite()
    interface.state.session.seek(toStep: 6201)
    func press(_ column: Int, _ row: Int) {
      interface.take(
        .mouse(MouseInput(.press(.left), at: GridPoint(column: column, row: row))))
    }
    // The second cell of the second row of frames; a cell is 32 frames, a row 28 cells.
    press(12, 6)
    #expect(interface.state.focus == .frames && interface.state.selection == .frame(29 * 32))
    // The first cell of the heap.
    press(1, 15)
    let heap = try #require(interface.state.session.snapshot.machine.kernel.heap)
    #expect(interface.state.focus == .heap && interface.state.selection == .heap(heap.start))
    // The row of P4 136 of the tables.
    press(45, try #require(interface.rows.firstIndex { $0.contains("P4 136 ") }))
    guard case .entry(_, _, let level) = interface.state.selection else {
      Issue.record("no entry is selected")
      return
    }
    #expect(interface.state.focus == .tables && level == .p4)
    // The end of the timeline.
    press(78, 20)
    #expect(interface.state.session.stepNumber == interface.state.session.lastStepNumber)
    // A text covers the views.
    interface.press(Key("?"))
    let rows = interface.rows
    press(12, 6)
    #expect(interface.rows == rows)
  }

  /// Enter goes from a block to the entry of its page and on to the frame, Backspace the same way
  /// back, with the keys to the view that had them.
  @Test func theCursorGoesBackTheWayItCame() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 512")
    interface.press(Key("3"), Key("l"))
    let start = interface.state.selection
    interface.press(Key(.enter), Key(.enter))
    #expect(interface.state.focus == .frames)
    interface.press(Key(.backspace))
    #expect(interface.state.focus == .tables)
    interface.press(Key(.backspace))
    #expect(interface.state.focus == .heap && interface.state.selection == start)
    interface.press(Key(.backspace))
    #expect(interface.state.selection == start)
    #expect(interface.promptRow == " The cursor has followed nothing: Enter follows.")
  }

  /// The branch that was left comes along, into accesses too.
  @Test func branchesStepTogether() throws {
    var interface = try KeyedInterface.sqlite()
    interface.state.session.seek(toStep: 20)
    interface.command("branch policy=tlsf")
    interface.press(Key("n"), Key("s"), Key("s"))
    let other = try #require(interface.state.session.companion)
    #expect(other.stepNumber(of: other.point) == 22)
    // Two heaps have no checkpoint in common: they share what one would have for itself.
    #expect(other.checkpointBudget == Timeline.defaultBudget / 2)
    #expect(interface.state.session.timeline.checkpointBudget == Timeline.defaultBudget / 2)
    #expect(interface.rows[4].hasPrefix(" this branch  TLSF · step 22 of 6,645 "))
    #expect(interface.rows[4].hasSuffix(" other branch  first fit · step 22"))
    interface.press(Key("d"))
    let rows = interface.rows
    let columns = "this branch  other branch"
    #expect(rows[5].hasPrefix(" Figures: ") && rows[6].hasSuffix(columns))
  }

  /// A heap that has grown and one that has not are drawn on one scale.
  @Test func branchesHaveOneScale() throws {
    var interface = try KeyedInterface.booted()
    interface.command("a = alloc 256K")
    interface.press(Key("f"))
    interface.command("b = alloc 3M")
    // The same 256 KiB, 256 KiB and 3 MiB of 4 MiB.
    let (here, there) = (interface.rows[6].prefix(39), interface.rows[6].dropFirst(39))
    func full(_ map: Substring) -> Int { map.count { $0 == "█" } }
    #expect(full(here) == 37)
    #expect(full(there) == 6)
  }

  /// ^C stops what goes on, and ends the program where nothing does.
  @Test func controlCStopsBeforeItEnds() throws {
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
}

@Suite struct RepeatingKeyTests {
  @Test func aCountRepeatsTheNextKey() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    interface.press(Key("#"), Key("2"), Key("0"))
    #expect(interface.promptRow.contains("#20"))
    interface.press(Key(.right))
    #expect(interface.state.session.stepNumber == 20)
    interface.press(Key("#"), Key("5"), Key("p"), Key("p"))
    #expect(interface.state.session.stepNumber == 14)
    interface.press(Key("#"), Key("7"), Key(.escape), Key("n"))
    #expect(interface.state.session.stepNumber == 15)
    // As far as there are steps, however many digits there are.
    for digit in ["#", "9", "9", "9", "9", "9", "9", "9", "9", "9"] as [Unicode.Scalar] {
      interface.press(Key(digit))
    }
    interface.press(Key("n"))
    #expect(interface.state.session.stepNumber == 6645)
    interface.press(Key("#"), Key("3"), Key("."))
    #expect(interface.state.viewports.series == TimelineSeries.used.next(3))
    // Without a count digits are views.
    interface.press(Key("3"))
    #expect(interface.state.focus == .heap)
  }

  @Test func aCommandIsTakenBackAndReturns() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.press(Key("u"))
    #expect(interface.promptRow.contains("no command of yours"))
    interface.command("a = alloc 64")
    let digest = interface.state.session.digest
    interface.command("b = alloc 128")
    interface.press(Key("u"))
    #expect(interface.state.session.digest == digest && interface.state.session.isAtEnd)
    #expect(!interface.state.isSideBySide)
    // The session as it was saved does the same.
    let script = interface.state.session.script
    #expect(script.contains("b = alloc 128") && script.contains("branch"))
    interface.press(Key("r", .control))
    #expect(interface.state.session.value(of: .heapBlocks) == 2)
    interface.press(Key("r", .control))
    #expect(interface.promptRow.contains("Nothing has been taken back"))
    var trace = try KeyedInterface.long()
    trace.press(Key("G"), Key("u"))
    #expect(trace.promptRow.contains("no command of yours"))
  }
}
