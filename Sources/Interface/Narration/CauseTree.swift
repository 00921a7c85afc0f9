import CellGrid
import MemoryCore
import Script
import Simulation

enum CauseTree {
  static func lines(of: Step, names: NameTable) -> [String] { [] };
  static func line(of: Step, in: Scene) -> StyledText { StyledText("", .plain) }
}
