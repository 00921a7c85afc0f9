import CellGrid
import MemoryCore
import Script
import Session

extension HeapView {
  /// The heap among the views.
  static let spec = ViewSpec(
    title: "heap", shown: .heap,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      let scene = state.scene
      // From where it stands, the view scrolls no further than the cursor's new place needs.
      state.viewports.heapRow = firstRow(in: scene, size: size)
      state.selection = selection(moving: direction, in: scene, size: size)
      state.viewports.heapRow = firstRow(in: state.scene, size: size)
    },
    zoom: zoom,
    click: { state, point, rect in
      let scene = state.scene
      guard let found = selection(at: rect.place(of: point), in: scene, size: rect.size)
      else { return }
      state.viewports.heapRow = firstRow(in: scene, size: rect.size)
      state.selection = found
    },
    selection: { (try? VirtualAddress(validating: $0)).map { .heap($0) } })

  /// Changes the zoom of the map.
  @Sendable static func zoom(_ state: inout AppState, _ step: Int, _ size: GridSize) {
    state.viewports.heapZoom = zoom(changedBy: step, in: state.scene, size: size)
    state.viewports.heapRow = nil
  }
}
