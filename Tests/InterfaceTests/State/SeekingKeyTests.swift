import CellGrid
import Simulation
import Testing

@testable import Interface
@testable import Session

/// Keys that go to a step by what is there.
@Suite struct SeekingKeyTests {
  @Test func theHighestPlaceOfTheGraph() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    interface.press(Key("*"))
    let series = interface.state.session.timeline.series
    let used = interface.state.session.value(of: .heapUsed)
    #expect(
      interface.promptRow.hasPrefix(" heap.used is ")
        && interface.promptRow.contains("the highest of the run"))
    #expect(used == series.extent(of: .heapUsed, over: 0..<series.count)?.greatest)
    interface.press(Key("G"))
    #expect(interface.state.session.isAtEnd)
    #expect(interface.state.session.value(of: .heapUsed) <= used)
    interface.press(Key("."), Key("."))
    #expect(interface.promptRow == " The timeline shows fragmentation.")
    #expect(
      interface.rows.contains { $0.contains("fragmentation and holes over 6,645 operations") })
    interface.press(Key("*"))
    #expect(interface.promptRow.contains("heap.fragmentation is "))
    #expect(interface.promptRow.contains(" %"))
    let worst = interface.state.session.stepNumber
    interface.command("goto 0")
    interface.command("max heap.fragmentation")
    #expect(interface.state.session.stepNumber == worst)
    interface.press(Key(","), Key(","), Key("_"))
    #expect(interface.state.session.stepNumber == 0)
    #expect(interface.promptRow == " heap.used is 0 here, the lowest of the run.")
  }

  /// Whatever is drawn, the labels fit beside it and the peak is that of the figure.
  @Test func everySeriesIsDrawn() throws {
    var interface = try KeyedInterface.sqlite(120, 40)
    var seen: Set<String> = []
    for series in TimelineSeries.allCases {
      interface.state.viewports.series = series
      #expect(series.label.count <= 9)
      seen.insert(interface.rows.joined(separator: "\n"))
    }
    #expect(seen.count == TimelineSeries.allCases.count)
  }

  @Test func startAndEnd() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(Key("G"))
    #expect(interface.state.session.stepNumber == 6_645)
    interface.press(Key("g"), Key("g"))
    #expect(interface.state.session.stepNumber == 0 && interface.state.mode == .views)
    interface.press(Key("g"), Key("7"), Key(.enter))
    #expect(interface.state.session.stepNumber == 7)
  }

  @Test func marksAndNotes() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(Key("}"))
    #expect(interface.promptRow.hasPrefix(" No later step has a mark or a note."))
    interface.command("goto 30")
    interface.command("bookmark \"thirty\"")
    interface.command("goto 10")
    interface.command("note \"ten\"")
    interface.command("goto 0")
    interface.press(Key("}"))
    #expect(interface.state.session.stepNumber == 10)
    interface.press(Key("}"))
    #expect(interface.state.session.stepNumber == 30)
    interface.press(Key("{"))
    #expect(interface.state.session.stepNumber == 10)
    interface.press(Key("{"))
    #expect(interface.promptRow.hasPrefix(" No earlier step has a mark or a note."))
  }

  @Test func theLastFindAgain() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(Key("N"))
    #expect(interface.promptRow == " Nothing has been looked for yet: / finds a step.")
    interface.command("find alloc.size > 10000")
    let first = interface.state.session.stepNumber
    interface.press(Key("N"))
    let second = interface.state.session.stepNumber
    #expect(second > first && first > 0)
    interface.press(Key("P"))
    #expect(interface.state.session.stepNumber == first)
    interface.press(Key("P"))
    #expect(interface.promptRow == " No earlier step satisfies the condition.")
  }

  @Test func aScreenOfRows() throws {
    var interface = try KeyedInterface.sqlite()
    interface.press(Key("1"), Key("j"))
    guard case .frame(let before) = interface.state.selection else {
      Issue.record("the cursor is on no frame")
      return
    }
    interface.press(Key(.pageDown))
    guard case .frame(let after) = interface.state.selection else {
      Issue.record("the cursor is on no frame")
      return
    }
    #expect(after > before)
    interface.press(Key(.pageUp))
    #expect(interface.state.selection == .frame(before))
  }
}
