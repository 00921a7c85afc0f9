/// The views, in the order of the help.
public enum ViewName: CaseIterable, Sendable {
  /// The map of physical memory.
  case frames
  /// The tree of page tables.
  case tables
  /// The heap.
  case heap
  /// The graph of the whole run.
  case timeline
  /// Memory word by word.
  case hex
  /// Registers and TLB.
  case processor
  /// What happens in the run, step by step.
  case events
  /// All figures.
  case statistics

  /// The key that shows the view.
  var key: Unicode.Scalar {
    switch self {
    case .frames: "1"
    case .tables: "2"
    case .heap: "3"
    case .timeline: "4"
    case .hex: "i"
    case .processor: "t"
    case .events: "v"
    case .statistics: "r"
    }
  }

  /// What there is to know about the view.
  var spec: ViewSpec {
    switch self {
    case .frames: FramesView.spec
    case .tables: TablesView.spec
    case .heap: HeapView.spec
    case .timeline: TimelineView.spec
    case .hex: HexView.spec
    case .processor: ProcessorView.spec
    case .events: EventsView.spec
    case .statistics: StatisticsView.spec
    }
  }
}
