import CellGrid
import Simulation
import Testing

@testable import Interface
@testable import Session

@Suite struct LayoutTests {
  /// The rows that are always there are at their edges, and views lie between them, not over
  /// each other.
  @Test(arguments: [(80, 24), (120, 40), (200, 60), (60, 20)])
  func everythingHasItsPlace(columns: Int, rows: Int) throws {
    let session = Session(title: "test", timeline: try Timeline(MachineDescription()))
    let state = AppState(session: session, size: GridSize(columns: columns, rows: rows))
    let layout = Layout(of: state)
    #expect(layout.header.row == 0 && layout.header.rows == 1)
    #expect(layout.keys.row == rows - 1 && layout.keys.rows == 1)
    #expect(layout.prompt.row == rows - 2 && layout.prompt.rows == 1)
    #expect(layout.narration.rows == 3)
    let panes = ViewName.allCases.compactMap { layout.rect(of: $0) }
    #expect(panes.count >= 3)
    for (number, pane) in panes.enumerated() {
      #expect(pane.rows >= 3 && pane.row >= layout.narration.endRow)
      #expect(pane.endRow <= layout.prompt.row)
      for other in panes[..<number] { #expect(pane.intersection(other).isEmpty) }
    }
  }
}
