public import Simulation

extension Figure {
  /// What the figure counts, in a sentence: what `help FIGURE` says.
  public var meaning: String {
    switch self {
    case .framesTotal: "Frames of 4 KiB that the firmware lists as RAM or as taken from it."
    case .framesUsable: "Frames that the firmware lists as usable."
    case .framesFree: "Frames that the frame allocator could hand out."
    case .framesAllocated: "Usable frames that are not free."
    case .framesTables: "Frames that hold page tables."
    case .heapSize: "The size of the heap, in bytes."
    case .heapUsed: "Bytes in blocks, as the allocator rounds them."
    case .heapFree: "Bytes of the heap that are in no block."
    case .heapHoles: "The stretches of free memory in the heap."
    case .heapLargest:
      "The bytes of the largest hole: no larger block can be allocated without growth."
    case .heapBlocks: "The live blocks of the heap."
    case .heapRequested: "The bytes that were asked for, over the live blocks, without rounding."
    case .heapFragmentation:
      "How much of the free memory is not in the largest hole: (free - largest) / free, in percent. "
        + "0 when all free memory is in one piece."
    case .tablesCount: "The page tables below CR3, the root included."
    case .tablesEntries: "The entries of these tables that are not zero."
    case .tlbHits: "Translations that the first level of the TLB had."
    case .tlbMisses: "Translations for which the MMU walked the tables."
    case .faultsTotal: "Accesses that have faulted so far."
    case .outOfMemory: "Allocations so far that found no memory."
    case .step: "The number of the step, counted from behind the boot."
    case .wordsWalked: "Words of page tables that the MMU read in the step, on its walks."
    case .wordsRead: "The other words that the step read."
    case .wordsWritten: "The other words that the step wrote."
    case .holesPassed: "Holes that the heap looked at in the step and passed over."
    case .tablesCreated: "Page tables that the step created."
    case .framesTaken:
      "Frames that the step took from the frame allocator, less those it gave back."
    case .faultCode: "The error code of the page fault that the step's access ended in, else 0."
    case .accessFaults: "1 if the step's access faulted, else 0."
    case .accessUser: "1 if the step is an access by user mode, else 0."
    case .accessRead: "1 if the step is a read, else 0."
    case .accessWrite: "1 if the step is a write, else 0."
    case .accessExecute: "1 if the step fetches an instruction, else 0."
    case .tablesTouched: "Words of page tables that the MMU read, and those in which it set A or D."
    case .accessPage: "The address of the page that the step's access is to, else 0."
    }
  }

  /// The term of the glossary that says more about what it counts.
  public var term: String {
    switch group {
    case .heap:
      self == .heapHoles || self == .heapLargest
        ? "hole"
        : self == .heapFragmentation ? "external fragmentation" : "heap"
    case .tlb: "TLB"
    case .frames: "frame"
    case .tables: "page table"
    case .trouble: "page fault"
    case .step: "step"
    }
  }
}
