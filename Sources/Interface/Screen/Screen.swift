public import CellGrid
import MemoryCore
public import Script
public import Session
import Simulation

/// The whole screen, as a pure function of the state.
public func render(_ state: AppState) -> CellGrid {
  var grid = CellGrid(size: state.size, filledWith: state.theme.plain)
  let least = Layout.smallest
  guard state.size.columns >= least.columns, state.size.rows >= least.rows else {
    grid.put(
      "memwalk needs \(least.columns)x\(least.rows)", at: GridPoint(column: 0, row: 0),
      style: state.theme.plain)
    grid.put(
      "this is \(state.size)", at: GridPoint(column: 0, row: 1), style: state.theme.plain)
    return grid
  }
  let layout = Layout(of: state)
  let scene = state.scene
  HeaderBar.draw(state, in: layout.header, on: &grid)
  if let page = state.mode.page {
    let rect = GridRect(
      column: 0, row: 1, columns: state.size.columns, rows: state.size.rows - 3)
    TextPageView.draw(page, state.theme, in: rect, on: &grid)
  } else if case .choosing(let chooser) = state.mode {
    let rect = GridRect(
      column: 0, row: 1, columns: state.size.columns, rows: state.size.rows - 3)
    ChooserView.draw(chooser, state.theme, in: rect, on: &grid)
  } else {
    if let rect = layout.lesson { LessonPane.draw(state, in: rect, on: &grid) }
    if layout.narration.columns > 0 { NarrationView.draw(scene, in: layout.narration, on: &grid) }
    if let rect = layout.caption { CaptionView.draw(scene, in: rect, on: &grid) }
    draw(scene, layout, on: &grid)
    if let half = layout.companion { CompanionView.draw(state, half, layout, on: &grid) }
  }
  PromptRow.draw(state, in: layout.prompt, on: &grid)
  KeyLine.draw(state, in: layout.keys, on: &grid)
  return grid
}

/// Where the terminal's own cursor belongs: in the prompt, or nowhere.
public func cursorPlace(in state: AppState) -> GridPoint? {
  if state.mode == .views, state.lesson?.answer != nil { return LessonPane.cursor(in: state) }
  if let seeking = state.mode.page?.seeking {
    let row = Layout(of: state).prompt
    let window = PromptWindow(seeking.line, columns: row.columns - 4)
    return GridPoint(column: min(3 + window.cursorColumn, row.endColumn - 1), row: row.row)
  }
  guard state.mode == .prompt else { return nil }
  let row = Layout(of: state).prompt
  return GridPoint(column: PromptRow.cursorColumn(of: state.prompt, in: row), row: row.row)
}

private func draw(_ scene: Scene, _ layout: Layout, on grid: inout CellGrid) {
  for view in ViewName.allCases {
    if let rect = layout.rect(of: view) { view.spec.draw(scene, rect, &grid) }
  }
}

/// One view alone, for output without a terminal.
public func drawing(of request: ShowRequest, _ session: Session, _ size: GridSize) -> CellGrid {
  var state = AppState(session: session, size: size)
  state.isWholeScreen = true
  let view = ViewName(shownAs: request.view) ?? .heap
  state.select(request.place, in: view)
  var grid = CellGrid(size: size, filledWith: state.theme.plain)
  view.spec.draw(state.scene, GridRect(size), &grid)
  return grid
}
