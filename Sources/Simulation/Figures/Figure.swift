/// A number that describes the state of a machine or a step, by the name that scripts, conditions and
/// graphs know it by.
///
/// A new figure is a case, its place and its unit here, and its value in `Machine+Figures.swift`, or
/// in `HeapFigures.swift` or `StepFigures.swift` if it is of these groups: the compiler asks for all
/// of it. Help, completion, reports and JSON follow.
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
  /// The words of page tables that the MMU read in the step, on its walks.
  case wordsWalked = "words.walked"
  /// The other words that the step read.
  case wordsRead = "words.read"
  /// The other words that the step wrote.
  case wordsWritten = "words.written"
  /// The holes that the heap passed over in the step.
  case holesPassed = "holes.passed"
  /// The page tables that the step created.
  case tablesCreated = "tables.created"
  /// The frames that the step took from the frame allocator, less those that it gave back.
  case framesTaken = "frames.taken"
  /// The error code of the page fault that the step's access ended in; 0 without one, and for a
  /// read by the kernel of what is not present.
  case faultCode = "fault.code"
  /// The faults that the step's access ended in: 1 or none.
  case accessFaults = "access.faults"
  /// Whether the step is an access by user mode, as the next ones: 1 or 0.
  case accessUser = "access.user"
  /// Whether it is a read.
  case accessRead = "access.read"
  /// Whether it is a write.
  case accessWrite = "access.write"
  /// Whether it fetches an instruction.
  case accessExecute = "access.execute"
  /// The words of page tables that the MMU read, and those in which it set A or D.
  case tablesTouched = "tables.touched"
  /// The address of the page that the step's access is to; 0 for a step that is none.
  case accessPage = "access.page"
}

extension Figure {
  /// What a figure is counted in.
  public enum Unit: Sendable {
    /// How many there are of something.
    case count
    /// Amounts of memory in bytes.
    case bytes
    /// Parts of a whole, in tenths of a percent.
    case percent
    /// No amount: an address, or bits.
    case address
  }

  /// What the figure is counted in.
  public var unit: Unit {
    switch self {
    case .heapSize, .heapUsed, .heapFree, .heapLargest, .heapRequested: .bytes
    case .heapFragmentation: .percent
    case .accessPage, .faultCode: .address
    case .framesTotal, .framesUsable, .framesFree, .framesAllocated, .framesTables, .heapHoles,
      .heapBlocks, .tablesCount, .tablesEntries, .tlbHits, .tlbMisses, .faultsTotal,
      .outOfMemory, .step, .wordsWalked, .wordsRead, .wordsWritten, .holesPassed, .tablesCreated,
      .framesTaken, .accessFaults, .accessUser, .accessRead, .accessWrite, .accessExecute,
      .tablesTouched:
      .count
    }
  }

  /// The figures that it changes with.
  public var group: FigureGroup { place.group }

  /// The place of the figure among all, from 0: sixteen for each group.
  @inline(__always)
  var index: Int { place.group.rawValue &* FigureGroup.capacity &+ place.number }

  /// The group, and the place within it, from 0 without gaps. A switch, as raw values are texts to
  /// compare.
  @inline(__always)
  private var place: (group: FigureGroup, number: Int) {
    switch self {
    case .heapUsed: (.heap, 0)
    case .heapFree: (.heap, 1)
    case .heapHoles: (.heap, 2)
    case .heapLargest: (.heap, 3)
    case .heapBlocks: (.heap, 4)
    case .heapRequested: (.heap, 5)
    case .heapFragmentation: (.heap, 6)
    case .heapSize: (.heap, 7)
    case .tlbHits: (.tlb, 0)
    case .tlbMisses: (.tlb, 1)
    case .framesTotal: (.frames, 0)
    case .framesUsable: (.frames, 1)
    case .framesFree: (.frames, 2)
    case .framesAllocated: (.frames, 3)
    case .framesTables: (.tables, 0)
    case .tablesCount: (.tables, 1)
    case .tablesEntries: (.tables, 2)
    case .faultsTotal: (.trouble, 0)
    case .outOfMemory: (.trouble, 1)
    case .step: (.step, 0)
    case .wordsWalked: (.step, 1)
    case .wordsRead: (.step, 2)
    case .wordsWritten: (.step, 3)
    case .holesPassed: (.step, 4)
    case .tablesCreated: (.step, 5)
    case .framesTaken: (.step, 6)
    case .faultCode: (.step, 7)
    case .accessFaults: (.step, 8)
    case .accessUser: (.step, 9)
    case .accessRead: (.step, 10)
    case .accessWrite: (.step, 11)
    case .accessExecute: (.step, 12)
    case .accessPage: (.step, 13)
    case .tablesTouched: (.step, 14)
    }
  }
}
