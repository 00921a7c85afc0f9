import CellGrid
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
      put(StyledText("→ makes the first step.", scene.theme.on(scene.theme.dim)), row: 1)
      return
    }
    put(CommandText.headline(of: step, in: scene), row: 0)
    let sentence = Sentence.text(for: step, names: scene.names, columns: inner.columns)
    put(StyledText(sentence, scene.theme.plain), row: 1)
    if scene.snapshot.access != nil, let access = scene.snapshot.touched.lastAccess {
      put(AccessText.text(for: access, in: scene, columns: inner.columns), row: 2)
    } else {
      put(CauseTree.line(of: step, in: scene, columns: inner.columns), row: 2)
    }
  }
}
