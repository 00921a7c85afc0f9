import CellGrid
import MemoryCore
import Script
import Session
import Simulation

extension HexView {
  /// Hex among the views. Its zoom changes between words and bytes.
  static let spec = ViewSpec(
    title: "memory word by word", shown: .hex,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      let scene = state.scene
      let plan = HexPlan(scene, size: size)
      state.viewports.hexRow = plan.top
      guard plan.cursor.isSelected else {
        state.selection = plan.cursor.selection(
          at: plan.cursor.address, in: scene.snapshot.machine)
        return
      }
      let row = UInt64(plan.geometry.bytesInRow)
      let (distance, isBack): (UInt64, Bool) =
        switch direction {
        case .left: (8, true)
        case .right: (8, false)
        case .up: (row, true)
        case .down: (row, false)
        }
      let (moved, isOutside) =
        isBack
        ? plan.cursor.address.subtractingReportingOverflow(distance)
        : plan.cursor.address.addingReportingOverflow(distance)
      guard !isOutside,
        let selection = plan.cursor.selection(at: moved, in: scene.snapshot.machine)
      else { return }
      state.selection = selection
      state.viewports.hexRow = HexPlan(state.scene, size: size).top
    },
    zoom: { state, step, _ in state.viewports.hexShowsBytes = step < 0 },
    click: { state, point, rect in
      let scene = state.scene
      let plan = HexPlan(scene, size: rect.size)
      let place = rect.place(of: point)
      let words = plan.geometry.bytesInRow / 8
      guard let start = plan.address(ofRow: place.row - 1), place.row <= plan.geometry.rows,
        place.row >= 1,
        let word = (0..<words).first(where: {
          let column = plan.geometry.column(ofWord: $0)
          return column..<column + 1 + plan.geometry.digits ~= place.column
        }),
        let selection = plan.cursor.selection(
          at: start + UInt64(word) * 8, in: scene.snapshot.machine)
      else { return }
      state.viewports.hexRow = plan.top
      state.selection = selection
    },
    selection: { (try? VirtualAddress(validating: $0)).map { .heap($0) } })
}
