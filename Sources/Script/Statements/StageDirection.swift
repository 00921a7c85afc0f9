public import Simulation

/// How the screen is to look at a point: a statement that is no step of the machine.
public enum StageDirection: Equatable, Sendable {
  /// Which views there are, and which has the most room.
  case layout(ScreenLayout)
  /// The view that has the keys.
  case focus(ScreenView)
  /// How much memory a cell of a view stands for.
  case zoom(ScreenView, Zoom)
  /// Puts the cursor on something until the next step.
  case highlight(Highlight)
  /// A lesson waits here for its reader.
  case pause
}

/// The arrangements of views that have a name.
public enum ScreenLayout: String, CaseIterable, Sendable {
  /// All views.
  case overview
  /// The page tables, and the frames below them.
  case tables
  /// The heap, and the frames below it.
  case heap
  /// The frames alone.
  case frames
  /// One view with large cells, for a projector.
  case presenter
}

/// The views by the names that directions know them by.
public enum ScreenView: String, CaseIterable, Sendable {
  /// The map of physical memory.
  case frames
  /// The tree of page tables.
  case tables
  /// Blocks and holes.
  case heap
  /// The graph of the run.
  case timeline
  /// Memory word by word.
  case hex
  /// Registers and TLB.
  case processor
  /// What happens, step by step.
  case events
  /// All figures.
  case statistics
}

/// A change of scale.
public enum Zoom: String, CaseIterable, Sendable {
  /// Less memory in a cell.
  case closer = "in"
  /// More memory in a cell.
  case farther = "out"
  /// As much as it takes to show all.
  case fit
}

/// What the cursor is put on.
public enum Highlight: Equatable, Sendable {
  /// A block of the heap, or else what the tables say of an address: the entry that decides. The
  /// name `cr3`, if nothing else has it, is the root of the tables.
  case address(Operand)
  /// The frame at a physical address.
  case frame(UInt64)
  /// The lowest entry on the way to an address.
  case entry(Operand)
  /// The hole of the heap that holds an address.
  case hole(Operand)
}
