import CellGrid
import MemoryCore
import Script
import Simulation

enum CommandText {
  static func text(of: Command, names: NameTable) -> String { "" };
  static func headline(of: Step, in: Scene) -> StyledText { StyledText("", .plain) }
}
