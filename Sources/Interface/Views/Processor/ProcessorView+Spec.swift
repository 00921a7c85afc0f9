import CellGrid
import MemoryCore
import Script
import Session
import Simulation

extension ProcessorView {
  /// The processor among the views: the cursor goes through the TLB.
  static let spec = ViewSpec(
    title: "registers and TLB", shown: .tlb,
    draw: { draw($0, in: $1, on: &$2) },
    move: { state, direction, size in
      let plan = ProcessorPlan(state.scene, size: size)
      guard !plan.slots.isEmpty else { return }
      let row =
        switch (direction, plan.cursor) {
        case (_, nil): plan.top
        case (.up, let row?), (.left, let row?): max(0, row - 1)
        case (.down, let row?), (.right, let row?): min(plan.slots.count - 1, row + 1)
        }
      state.choose(row, of: plan)
    },
    zoom: { _, _, _ in },
    click: { state, point, rect in
      let plan = ProcessorPlan(state.scene, size: rect.size)
      let row = rect.place(of: point).row - 1 - plan.listTop + plan.top
      guard rect.place(of: point).row > plan.listTop, plan.slots.indices.contains(row) else {
        return
      }
      state.choose(row, of: plan)
    })
}

extension AppState {
  /// Puts the cursor on the page of an entry of the TLB.
  fileprivate mutating func choose(_ row: Int, of plan: ProcessorPlan) {
    viewports.tlbRow = row
    selection = .heap(VirtualAddress(truncating: plan.slots[row].entry.page.rawValue))
  }
}
