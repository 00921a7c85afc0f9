/// The views, in the order in which Tab visits them. The number is the key that shows a view.
public enum ViewName: Int, CaseIterable, Sendable {
  /// The map of physical memory.
  case frames = 1
  /// The tree of page tables.
  case tables
  /// The heap.
  case heap
  /// The graph of the whole run.
  case timeline

  /// The key that shows the view.
  var key: Unicode.Scalar { Unicode.Scalar(UInt8(ascii: "0") + UInt8(rawValue)) }

  /// What there is to know about the view.
  var spec: ViewSpec {
    switch self {
    case .frames: FramesView.spec
    case .tables: TablesView.spec
    case .heap: HeapView.spec
    case .timeline: TimelineView.spec
    }
  }
}
