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
  } else {
    NarrationView.draw(scene, in: layout.narration, on: &grid)
    draw(scene, layout, on: &grid)
    if let half = layout.companion { CompanionView.draw(state, half, layout, on: &grid) }
  }
  PromptRow.draw(state, in: layout.prompt, on: &grid)
  KeyLine.draw(state, in: layout.keys, on: &grid)
  return grid
}

/// Where the terminal's own cursor belongs: in the prompt, or nowhere.
public func cursorPlace(in state: AppState) -> GridPoint? {
  guard state.mode == .prompt else { return nil }
  let row = Layout(of: state).prompt
  return GridPoint(column: PromptRow.cursorColumn(of: state.prompt, in: row), row: row.row)
}

private func draw(_ scene: Scene, _ layout: Layout, on grid: inout CellGrid) {
  if let rect = layout.rect(of: .frames) { FramesView.draw(scene, in: rect, on: &grid) }
  if let rect = layout.rect(of: .tables) { TablesView.draw(scene, in: rect, on: &grid) }
  if let rect = layout.rect(of: .heap) { HeapView.draw(scene, in: rect, on: &grid) }
  if let rect = layout.rect(of: .timeline) { TimelineView.draw(scene, in: rect, on: &grid) }
}

/// One view alone, for output without a terminal.
public func drawing(of request: ShowRequest, _ session: Session, _ size: GridSize) -> CellGrid {
  var state = AppState(session: session, size: size)
  state.isWholeScreen = true
  if case .address(let operand) = request.place, let address = session.address(of: operand) {
    state.selection =
      request.view == .frames
      ? .frame(address >> 12) : (try? VirtualAddress(validating: address)).map { .heap($0) }
  }
  var grid = CellGrid(size: size, filledWith: state.theme.plain)
  let rect = GridRect(size)
  switch request.view {
  case .frames: FramesView.draw(state.scene, in: rect, on: &grid)
  case .tables: TablesView.draw(state.scene, in: rect, on: &grid)
  default: HeapView.draw(state.scene, in: rect, on: &grid)
  }
  return grid
}
