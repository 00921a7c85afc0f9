import CellGrid
import Simulation
import Testing

@testable import Interface
@testable import Session

/// The frame map with larger cells, and with two in a character.
@Suite struct FrameCellFormTests {
  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func everyCellIsWhereAClickFindsIt(columns: Int, rows: Int) throws {
    for form in ["letters", "halves", "presenter"] {
      var interface = try KeyedInterface.booted(columns, rows)
      interface.command("a = alloc 200K")
      if form == "halves" { interface.press(Key("B")) }
      if form == "presenter" { interface.command("layout presenter") }
      if interface.state.focus == .frames { interface.press(Key("1")) }
      interface.state.selection = .frame(0x500)
      let grid = render(interface.state)
      let marked = (0..<grid.size.rows).flatMap { row in
        (0..<grid.size.columns).map { GridPoint(column: $0, row: row) }
      }.filter { point in
        let cell = grid[point.column, point.row]
        let theme = interface.state.theme
        let isHalf =
          cell.scalar == "▀"
          && [cell.style.foreground, cell.style.background]
            .contains(theme.accent)
        return isHalf || (cell.style.attributes.contains(.reverse) && cell.scalar != " ")
      }
      #expect(!marked.isEmpty, "\(form) \(columns)")
      for point in marked {
        var clicked = interface
        clicked.state.selection = nil
        clicked.take(.mouse(MouseInput(.press(.left), at: point)))
        guard case .frame(let number) = clicked.state.selection else {
          Issue.record("nothing at \(point) \(form) \(columns)")
          continue
        }
        let geometry = FramesGeometry(
          size: try #require(Layout(of: interface.state).rect(of: .frames)).size,
          end: FrameUses(of: interface.state.session.snapshot).end,
          zoom: interface.state.viewports.framesZoom,
          form: interface.state.scene.frameCellForm(
            in: try #require(Layout(of: interface.state).rect(of: .frames)).size))
        // The upper half is what a click takes.
        let distance =
          form == "halves" ? geometry.framesInRow + geometry.framesInCell : geometry.framesInCell
        #expect(number <= 0x500 && 0x500 - number < distance, "\(form) \(columns) \(number)")
      }
    }
  }

  @Test func whereThereAreFewColoursLettersStay() throws {
    var interface = try KeyedInterface.booted(120, 40)
    interface.state.hasManyColors = false
    let before = interface.rows
    interface.press(Key("B"))
    #expect(interface.promptRow.contains("too few"))
    #expect(interface.rows.dropLast(2) == before.dropLast(2))
  }

  @Test func thePresenterShowsTheViewThatHasTheKeys() throws {
    var interface = try KeyedInterface.booted(200, 60)
    interface.command("layout presenter")
    for (key, title) in [("1", " Frames"), ("2", " Page tables"), ("3", " Heap"), ("i", " Hex")] {
      interface.press(Key(Unicode.Scalar(key)!))
      if interface.state.isWholeScreen { interface.press(Key("z")) }
      #expect(interface.rows.contains { $0.hasPrefix(title) }, "\(title)")
      #expect(interface.rows.contains { $0.hasPrefix(" Timeline") })
    }
  }
}
