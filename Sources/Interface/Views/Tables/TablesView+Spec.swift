import CellGrid
import MemoryCore
import Script
import Session

extension TablesView {
  /// Page tables among the views. They have no zoom of their own: the keys are for the frames.
  static let spec = ViewSpec(
    title: "page tables", shown: .tables,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      state.selection = selection(moving: direction, in: state.scene, size: size)
    },
    zoom: FramesView.spec.zoom,
    click: { state, point, rect in
      guard let found = selection(at: rect.place(of: point), in: state.scene, size: rect.size)
      else { return }
      state.selection = found
    },
    selection: { (try? VirtualAddress(validating: $0)).map { .heap($0) } })
}
