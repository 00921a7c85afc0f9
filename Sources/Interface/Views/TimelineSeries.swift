import Script
public import Simulation

/// A figure that the timeline can draw over the run.
public enum TimelineSeries: CaseIterable, Sendable {
  case used, holes, fragmentation, largest, blocks, free, requested, size, frames, freeFrames,
    tables, entries, hits, misses, faults, shortages

  /// The figure.
  public var figure: Figure {
    switch self {
    case .used: .heapUsed
    case .holes: .heapHoles
    case .fragmentation: .heapFragmentation
    case .largest: .heapLargest
    case .blocks: .heapBlocks
    case .free: .heapFree
    case .requested: .heapRequested
    case .size: .heapSize
    case .frames: .framesAllocated
    case .freeFrames: .framesFree
    case .tables: .tablesCount
    case .entries: .tablesEntries
    case .hits: .tlbHits
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
    case .free: "free bytes"
    case .requested: "requested bytes"
    case .size: "size of the heap"
    case .frames: "frames taken"
    case .freeFrames: "free frames"
    case .tables: "page tables"
    case .entries: "entries of tables"
    case .hits: "TLB hits"
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
    case .free: "free"
    case .requested: "requested"
    case .size: "heap size"
    case .frames: "frames"
    case .freeFrames: "free fr."
    case .tables: "tables"
    case .entries: "entries"
    case .hits: "hits"
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
