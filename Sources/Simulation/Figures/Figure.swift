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
  /// External fragmentation in tenths of a percent: (free - largest) · 1000 / free.
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
  /// How many figures there are that commands on blocks change: the first by index.
  static var heapCount: Int { 10 }

  /// The place of the figure among all, from 0; those that every command changes come first. A
  /// switch, as raw values are texts to compare.
  var index: Int {
    switch self {
    case .heapUsed: 0
    case .heapFree: 1
    case .heapHoles: 2
    case .heapLargest: 3
    case .heapBlocks: 4
    case .heapRequested: 5
    case .heapFragmentation: 6
    case .tlbHits: 7
    case .tlbMisses: 8
    case .outOfMemory: 9
    case .framesTotal: 10
    case .framesUsable: 11
    case .framesFree: 12
    case .framesAllocated: 13
    case .framesTables: 14
    case .heapSize: 15
    case .tablesCount: 16
    case .tablesEntries: 17
    case .faultsTotal: 18
    case .step: 19
    }
  }
}
