/// A number that describes the state of a machine, by the name that scripts, conditions and graphs
/// know it by.
public enum Figure: String, CaseIterable, Sendable {
  /// Frames of 4 KiB that the firmware lists as RAM or as taken from it.
  case framesTotal = "frames.total"
  /// Frames that the firmware lists as usable.
  case framesUsable = "frames.usable"
  /// Frames that the frame allocator could hand out.
  case framesFree = "frames.free"
  /// Usable frames that are not free.
  case framesAllocated = "frames.allocated"
  /// Frames that hold page tables.
  case framesTables = "frames.tables"
  /// The heap's size in bytes.
  case heapSize = "heap.size"
  /// The bytes in blocks, as the allocator rounds them.
  case heapUsed = "heap.used"
  /// The bytes in no block.
  case heapFree = "heap.free"
  /// The stretches of free memory.
  case heapHoles = "heap.holes"
  /// The bytes of the largest of them.
  case heapLargest = "heap.largest"
  /// The live blocks.
  case heapBlocks = "heap.blocks"
  /// The bytes asked for, over the live blocks.
  case heapRequested = "heap.requested"
  /// External fragmentation in per mille: (free - largest) · 1000 / free.
  case heapFragmentation = "heap.fragmentation"
  /// The page tables below CR3, the root included.
  case tablesCount = "tables.count"
  /// The entries of these tables that are not zero.
  case tablesEntries = "tables.entries"
  /// Translations found in the TLB.
  case tlbHits = "tlb.hits"
  /// Translations that needed a walk.
  case tlbMisses = "tlb.misses"
  /// Accesses that faulted.
  case faultsTotal = "faults.total"
  /// Allocations that found no memory.
  case outOfMemory = "oom"
  /// The number of the step.
  case step = "step"
}

extension Figure {
  /// The place of the figure among all, from 0. A switch, as raw values are texts to compare.
  var index: Int {
    switch self {
    case .framesTotal: 0
    case .framesUsable: 1
    case .framesFree: 2
    case .framesAllocated: 3
    case .framesTables: 4
    case .heapSize: 5
    case .heapUsed: 6
    case .heapFree: 7
    case .heapHoles: 8
    case .heapLargest: 9
    case .heapBlocks: 10
    case .heapRequested: 11
    case .heapFragmentation: 12
    case .tablesCount: 13
    case .tablesEntries: 14
    case .tlbHits: 15
    case .tlbMisses: 16
    case .faultsTotal: 17
    case .outOfMemory: 18
    case .step: 19
    }
  }
}
