import Script
public import Simulation

/// A figure that the timeline can draw over the run.
public enum TimelineSeries: CaseIterable, Sendable {
  case used, holes, fragmentation, largest, blocks, frames, tables, misses, faults, shortages

  /// The figure.
  public var figure: Figure {
    switch self {
    case .used: .heapUsed
    case .holes: .heapHoles
    case .fragmentation: .heapFragmentation
    case .largest: .heapLargest
    case .blocks: .heapBlocks
    case .frames: .framesAllocated
    case .tables: .tablesCount
    case .misses: .tlbMisses
    case .faults: .faultsTotal
    case .shortages: .outOfMemory
    }
  }

  /// What the subtitle calls it.
  var title: String {
    switch self {
    case .used: "used bytes"
    case .holes: "holes"
    case .fragmentation: "fragmentation"
    case .largest: "largest hole"
    case .blocks: "blocks"
    case .frames: "frames taken"
    case .tables: "page tables"
    case .misses: "TLB misses"
    case .faults: "faults"
    case .shortages: "out of memory"
    }
  }

  /// The same beside the graph, in at most nine characters.
  var label: String {
    switch self {
    case .used: "used"
    case .holes: "holes"
    case .fragmentation: "fragment."
    case .largest: "largest"
    case .blocks: "blocks"
    case .frames: "frames"
    case .tables: "tables"
    case .misses: "misses"
    case .faults: "faults"
    case .shortages: "oom"
    }
  }

  /// The series so many places on, round and round.
  func next(_ distance: Int) -> TimelineSeries {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + distance + all.count) % all.count]
  }
}
