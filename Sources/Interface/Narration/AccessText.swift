import CellGrid
import MemoryCore
import Script
import Simulation

enum AccessText {
  static func text(for: RecordedAccess, in: Scene) -> StyledText { StyledText("", .plain) }
}
