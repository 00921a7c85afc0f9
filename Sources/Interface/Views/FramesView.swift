import CellGrid
import MemoryCore
import Script
import Simulation

enum FramesView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func zoom(changedBy: Int, in: Scene, size: GridSize) -> Int? { nil };
  static func selection(moving: Direction, in: Scene, size: GridSize) -> Selection? { nil }
}
