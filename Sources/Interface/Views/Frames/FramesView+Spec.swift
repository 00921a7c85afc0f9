import CellGrid
import Script
import Session

extension FramesView {
  /// Frames among the views.
  static let spec = ViewSpec(
    title: "frames", shown: .frames,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      let scene = state.scene
      // From where it stands, the view scrolls no further than the cursor's new place needs.
      state.viewports.framesRow = firstRow(in: scene, size: size)
      state.selection = selection(moving: direction, in: scene, size: size)
      state.viewports.framesRow = firstRow(in: state.scene, size: size)
    },
    zoom: { state, step, size in
      state.viewports.framesZoom = zoom(changedBy: step, in: state.scene, size: size)
      state.viewports.framesRow = nil
    },
    click: { state, point, rect in
      let scene = state.scene
      guard let found = selection(at: rect.place(of: point), in: scene, size: rect.size)
      else { return }
      state.viewports.framesRow = firstRow(in: scene, size: rect.size)
      state.selection = found
    },
    selection: { .frame($0 >> 12) })
}
