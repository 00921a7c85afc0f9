import CellGrid
import MemoryCore
import Session
import Simulation

/// Moves the cursor within the focused view; without a direction takes the cursor away.
func move(_ state: inout AppState, _ direction: Direction?) {
  guard let direction else {
    state.selection = nil
    state.trail = []
    state.viewports.framesRow = nil
    state.viewports.tablesRow = nil
    state.viewports.heapRow = nil
    return
  }
  let size = Layout(of: state).rect(of: state.focus)?.size ?? state.size
  state.focus.spec.move(&state, direction, size)
}

/// Moves the cursor of the focused view by so many screens, down or up.
func page(_ state: inout AppState, _ distance: Int, isHalf: Bool = false) {
  let rows = Layout(of: state).rect(of: state.focus)?.rows ?? state.size.rows
  // Titles and legends leave so much of a view.
  for _ in 0..<max(1, (rows - 4) / (isHalf ? 2 : 1)) { move(&state, distance < 0 ? .up : .down) }
}

/// Shows in the focused view as much as fits, from its start or where the step is.
func fit(_ state: inout AppState) {
  switch state.focus {
  case .frames, .tables: (state.viewports.framesZoom, state.viewports.framesRow) = (nil, nil)
  case .heap, .timeline, .statistics:
    (state.viewports.heapZoom, state.viewports.heapRow) = (nil, nil)
  case .hex: (state.viewports.hexShowsBytes, state.viewports.hexRow) = (false, nil)
  case .events: state.viewports.eventFilter = .all
  case .processor: break
  }
  state.viewports.tablesRow = nil
}

/// Goes from what the cursor is on to the next layer: from a block to the entry of its page, from
/// an entry to its frame or the next table, from a frame to the entry that maps it.
func follow(_ state: inout AppState) {
  if state.focus == .statistics {
    return say(&state, "Figures lead nowhere: K explains one, * goes to its highest step.")
  }
  guard let selection = state.selection ?? state.scene.touchedSelection else {
    return say(&state, "Put the cursor on something first: hjkl or Alt and an arrow move it.")
  }
  let machine = state.session.snapshot.machine
  let target: (Selection, ViewName)?
  switch selection {
  case .heap(let address):
    target = machine.path(to: LinearAddress(address)).last.map {
      (.entry($0.address, covers: address.rawValue, level: $0.level), .tables)
    }
  case .entry: target = TablesView.target(of: selection, in: state.scene).map { ($0.0, $0.1) }
  case .frame(let number):
    target = machine.entry(mapping: number).map {
      (.entry($0.place, covers: $0.address, level: $0.level), .tables)
    }
  case .word(let place):
    target =
      TablesView.entry(holding: place, in: machine).map { ($0, .tables) }
      ?? machine.entry(mapping: place.rawValue >> 12).map {
        (.entry($0.place, covers: $0.address, level: $0.level), .tables)
      }
  }
  guard let target else {
    if case .entry = selection { return say(&state, "The entry leads nowhere.") }
    return say(&state, "Nothing maps it.")
  }
  state.trail.append((selection, state.focus))
  (state.selection, state.focus) = target
}

/// Puts the cursor where the mouse was pressed, or the timeline to that point. A click beside
/// everything does nothing; a text that covers the views is not clicked through.
func click(_ state: inout AppState, _ point: GridPoint) {
  if state.mode.page != nil { return }
  if state.lesson != nil {
    let isText = Layout(of: state).lesson?.contains(point) == true
    state.lesson?.hasKeys = isText
    state.mode = .views
    if isText { return }
  }
  guard let (view, rect) = view(at: point, in: state) else { return }
  state.focus = view
  state.mode = .views
  view.spec.click(&state, point, rect)
}

/// Scrolls the text, or moves the cursor of the view that the wheel was turned over.
func turnWheel(_ state: inout AppState, _ direction: Direction, at point: GridPoint) {
  if case .choosing = state.mode {
    _ = reduceChoosing(&state, .move(direction == .up ? -3 : 3))
    return
  }
  if state.mode.page != nil {
    state.mode.page?.scroll(
      .lines(direction == .up ? -3 : 3), height: Layout.textHeight(in: state.size),
      columns: state.size.columns - 2)
    return
  }
  if Layout(of: state).lesson?.contains(point) == true {
    _ = reduceLesson(&state, .scroll(direction == .up ? -3 : 3))
    return
  }
  guard let (view, _) = view(at: point, in: state) else { return }
  state.focus = view
  move(&state, direction)
}

/// The view at a place of the screen, and where it is.
private func view(at point: GridPoint, in state: AppState) -> (ViewName, GridRect)? {
  let layout = Layout(of: state)
  for view in ViewName.allCases {
    if let rect = layout.rect(of: view), rect.contains(point) { return (view, rect) }
  }
  return nil
}

extension Scene {
  /// What the step is about, where the user has not put the cursor.
  var touchedSelection: Selection? {
    let touched = snapshot.touched
    if let virtual = touched.virtual, let heap = snapshot.machine.kernel.heap,
      virtual.lowerBound >= heap.start.rawValue, virtual.lowerBound < heap.end.rawValue
    {
      return .heap(VirtualAddress(truncating: virtual.lowerBound))
    }
    return touched.frames.min().map { .frame($0) }
  }
}
