public import MemoryCore

/// What a command did, with the evidence: the data that every explanation is made from.
public enum Outcome: Equatable, Sendable {
  /// The hardware is as described.
  case described
  /// A stage of the boot is done.
  case booted(BootReport)
  /// The heap was replaced.
  case heapCreated(HeapReport)
  /// A block was allocated.
  case allocated(BlockAllocation)
  /// No block could be allocated; nothing changed.
  case outOfMemory(MemoryShortage)
  /// A block was freed.
  case freed(BlockRelease)
  /// A block was moved: a new one, a copy of `copied` bytes, the old one freed.
  case reallocated(BlockAllocation, copied: UInt64, BlockRelease)
  /// Nothing was to be done: a trace frees a block whose allocation had failed.
  case nothing
  /// Frames were allocated.
  case framesAllocated(first: Frame<Size4KiB>, count: UInt64)
  /// Frames were freed.
  case framesFreed(first: Frame<Size4KiB>, count: UInt64)
  /// Pages were mapped.
  case mapped(PageMapping)
  /// Pages were unmapped; `freed` frames were given back.
  case unmapped(page: VirtualAddress, frame: PhysicalAddress, count: UInt64, freed: UInt64)
  /// Emptied page tables were freed.
  case cleaned(tables: Int)
  /// Flags of an entry were replaced.
  case protected(before: PageTableEntry, after: PageTableEntry, level: PageTableLevel)
  /// The kernel's walk found this.
  case translated(VirtualAddress, Translation)
  /// An access went through.
  case accessed(AccessOutcome)
  /// An access faulted.
  case faulted(HardwareFault, FaultHandling)
  /// TLB entries were invalidated: those of a page, or all.
  case flushed(LinearAddress?)
  /// A register field changed.
  case registerSet(field: RegisterField, before: UInt64, after: UInt64)
  /// A word of physical memory was read or written.
  case physical(PhysicalAddress, word: UInt64, before: UInt64?)
}

/// What a stage of the boot made.
public struct BootReport: Equatable, Sendable {
  /// The stage.
  public var stage: BootStage
  /// How many usable frames the memory map has after the stage.
  public var usableFrames: UInt64
  /// How many regions it has.
  public var regions: Int
  /// The frames that page tables took in this stage.
  public var tables: Int
  /// The frames that were taken for other ends in this stage.
  public var frames: UInt64
  /// The pages of 1 GiB that map physical memory.
  public var giantPages: UInt64
  /// The pages of 2 MiB that map physical memory.
  public var largePages: UInt64
}

/// What creating a heap took.
public struct HeapReport: Equatable, Sendable {
  /// The heap.
  public var heap: HeapDescription
  /// How many pages were mapped for it.
  public var pages: UInt64
  /// How many page tables were created.
  public var tables: Int
}

/// How a block was allocated.
public struct BlockAllocation: Equatable, Sendable {
  /// The heap's way of finding blocks.
  public var policy: HeapPolicy
  /// Where the block is and how the heap found it.
  public var block: HeapAllocation
  /// How the heap grew before.
  public var growth: HeapGrowth?
}

/// Pages that a full heap mapped at its end.
public struct HeapGrowth: Equatable, Sendable {
  /// The first page.
  public var start: VirtualAddress
  /// How many pages of 4 KiB.
  public var pages: UInt64
  /// How many page tables were created.
  public var tables: Int
  /// How many holes were looked at in vain before.
  public var passed: Int
}

/// Why a block could not be allocated.
public struct MemoryShortage: Equatable, Sendable {
  /// The heap's way of finding blocks.
  public var policy: HeapPolicy
  /// The bytes asked for.
  public var size: UInt64
  /// How many holes were looked at.
  public var passed: Int
  /// Why the heap did not grow.
  public var reason: Reason

  /// Why a heap does not grow.
  public enum Reason: Equatable, Sendable {
    /// It was created with `grow=off`.
    case growthIsOff
    /// There are too few free frames.
    case tooFewFrames(needed: UInt64, free: UInt64)
    /// The pages above its end are in use, or there are none.
    case noAddresses
  }
}

/// How a block was freed.
public struct BlockRelease: Equatable, Sendable {
  /// The heap's way of keeping free memory.
  public var policy: HeapPolicy
  /// Where the block was.
  public var address: VirtualAddress
  /// The size that had been asked for.
  public var size: UInt64
  /// The free memory that it became part of.
  public var hole: Hole
  /// How many holes lie before that one.
  public var passed: Int
  /// Whether it was joined to the hole before it.
  public var mergedBefore: Bool
  /// Whether it was joined to the hole behind it.
  public var mergedBehind: Bool
}

/// Pages that were mapped.
public struct PageMapping: Equatable, Sendable {
  /// The first page.
  public var page: VirtualAddress
  /// The first frame.
  public var frame: PhysicalAddress
  /// The page size.
  public var size: PageSizeName
  /// How many pages.
  public var count: UInt64
  /// How many page tables were created.
  public var tables: Int
  /// Whether the frames were allocated for it.
  public var allocatedFrames: Bool
}

/// What the kernel did about a fault.
public enum FaultHandling: Equatable, Sendable {
  /// The tables allow the access: the TLB was out of date. The access was repeated and went
  /// through.
  case spurious(AccessOutcome)
  /// The kernel has no handler for it; a user program would be ended.
  case unhandled
}
