import CellGrid
import Narration
import Simulation

/// What just happened: the command, one sentence, and the causes.
enum NarrationView {
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let inner = rect.inset(columns: 1, rows: 0)
    func put(_ text: StyledText, row: Int) {
      grid.put(
        text.truncated(to: inner.columns),
        at: GridPoint(column: inner.column, row: inner.row + row), within: inner)
    }
    guard let step = scene.snapshot.step else {
      put(StyledText("The machine has just been switched on.", scene.theme.plain), row: 0)
      let hint = "\(scene.keyNames.forward) makes the first step."
      put(StyledText(hint, scene.theme.on(scene.theme.dim)), row: 1)
      return
    }
    if scene.isAtStart {
      let room = Room(columns: inner.columns)
      let machine = scene.snapshot.machine
      put(StyledText(MachineText.headline(machine, scene.names), scene.theme), row: 0)
      put(StyledText(MachineText.sentence(machine, room), scene.theme.plain), row: 1)
      let hint = "Booted. \(scene.keyNames.back) looks at the boot."
      put(StyledText(hint, scene.theme.on(scene.theme.dim)), row: 2)
      return
    }
    put(StyledText(CommandText.headline(of: step, names: scene.names), scene.theme), row: 0)
    let room = Room(columns: inner.columns)
    let sentence = Sentence.text(for: step, names: scene.names, room: room)
    put(StyledText(sentence, scene.theme.plain), row: 1)
    if scene.snapshot.access != nil, let access = scene.snapshot.touched.lastAccess {
      let text = AccessText.text(
        for: access, in: scene.snapshot, names: scene.names, room: room)
      put(StyledText(text, scene.theme), row: 2)
    } else {
      let text = CauseTree.line(
        of: step, in: scene.snapshot.machine, names: scene.names, room: room)
      put(StyledText(text, scene.theme), row: 2)
    }
  }
}
