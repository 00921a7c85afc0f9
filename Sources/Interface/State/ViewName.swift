/// The views, in the order in which Tab visits them.
public enum ViewName: Int, CaseIterable, Sendable {
  /// The map of physical memory.
  case frames = 1
  /// The tree of page tables.
  case tables
  /// The heap.
  case heap
  /// The graph of the whole run.
  case timeline
}
