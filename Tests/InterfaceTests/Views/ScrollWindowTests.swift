import Testing

@testable import Interface

@Suite struct ScrollWindowTests {
  @Test func theFocusIsAlwaysShown() {
    for rows in 1...7 {
      for total in 0...20 {
        for focus in 0..<max(1, total) {
          for kept in [nil, -3, 0, 4, 19, 100] as [Int?] {
            let top = ScrollWindow.top(total: total, rows: rows, focus: focus, kept: kept)
            let isInside = top >= 0 && top <= max(0, total - rows)
            if !isInside || focus < top || focus >= top + rows {
              Issue.record(
                "\(top) for \(rows) of \(total) rows, focus \(focus), kept \(kept ?? -1)")
            }
          }
        }
      }
    }
  }

  @Test func aKeptPlaceMovesAsLittleAsTheFocusNeeds() {
    #expect(ScrollWindow.top(total: 100, rows: 10, focus: 45, kept: 40) == 40)
    #expect(ScrollWindow.top(total: 100, rows: 10, focus: 50, kept: 40) == 41)
    #expect(ScrollWindow.top(total: 100, rows: 10, focus: 39, kept: 40) == 39)
    #expect(ScrollWindow.top(total: 100, rows: 10, focus: nil, kept: 40) == 40)
    #expect(ScrollWindow.top(total: 100, rows: 10, focus: nil, kept: 400) == 90)
  }

  @Test func aWanderingFocusMovesTheWindowByHalfItsHeight() {
    let tops = (0..<100).map { ScrollWindow.top(total: 100, rows: 10, focus: $0, kept: nil) }
    #expect(Set(tops).count == 20)
    #expect(tops == tops.sorted())
  }

  @Test func whichRowsInWords() {
    #expect(ScrollWindow.text(from: 1, to: 5, of: 1200) == "rows 2–5 of 1,200")
    #expect(ScrollWindow.text(from: 1, to: 2, of: 7) == "row 2 of 7")
  }
}
