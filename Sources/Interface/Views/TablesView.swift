import CellGrid
import MemoryCore
import Script
import Simulation

enum TablesView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func target(of: Selection, in: Scene) -> (Selection, ViewName)? { nil };
  static func selection(moving: Direction, in: Scene, size: GridSize) -> Selection? { nil }
}
