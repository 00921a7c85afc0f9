import CellGrid
import MemoryCore
import Script
import Simulation

enum Sentence { static func text(for s: Step, names: NameTable, columns: Int) -> String { "" } }
