import CellGrid
import MemoryCore
import Script
import Simulation

enum FramesView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func zoom(changedBy: Int, in: Scene, size: GridSize) -> Int? { nil };
  static func selection(moving: Direction, in: Scene, size: GridSize) -> Selection? { nil }
}
enum TablesView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func target(of: Selection, in: Scene) -> (Selection, ViewName)? { nil };
  static func selection(moving: Direction, in: Scene, size: GridSize) -> Selection? { nil }
}
enum HeapView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func zoom(changedBy: Int, in: Scene, size: GridSize) -> Int? { nil };
  static func selection(moving: Direction, in: Scene, size: GridSize) -> Selection? { nil }
}
enum TimelineView {
  static func draw(_ s: Scene, in r: GridRect, on g: inout CellGrid) {};
  static func graphColumns(in: GridRect) -> Range<Int> { 0..<0 }
}
enum CommandText {
  static func text(of: Command, names: NameTable) -> String { "" };
  static func headline(of: Step, in: Scene) -> StyledText { StyledText("", .plain) }
}
enum Sentence { static func text(for s: Step, names: NameTable, columns: Int) -> String { "" } }
enum CauseTree {
  static func lines(of: Step, names: NameTable) -> [String] { [] };
  static func line(of: Step, in: Scene) -> StyledText { StyledText("", .plain) }
}
enum AccessText {
  static func text(for: RecordedAccess, in: Scene) -> StyledText { StyledText("", .plain) }
}
