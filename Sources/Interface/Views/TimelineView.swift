import CellGrid
import MemoryCore
import Script
import Simulation

enum TimelineView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func graphColumns(in: GridRect) -> Range<Int> { 0..<0 }
}
