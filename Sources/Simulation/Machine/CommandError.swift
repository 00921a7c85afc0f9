public import MemoryCore

/// Why a command was refused. It has then had no effect.
public enum CommandError: Error, Equatable, Sendable {
  /// The machine is described by the first command only.
  case machineIsDescribed
  /// The boot stage is done already.
  case stageIsDone(BootStage)
  /// An earlier stage has to come first.
  case stageTooEarly(BootStage, next: BootStage)
  /// The command needs a stage of the boot that has not run.
  case notBooted(BootStage)
  /// A stage of the boot fails, for this reason.
  indirect case bootFails(BootStage, CommandError)
  /// The firmware lists no usable memory.
  case noUsableMemory
  /// The firmware's list does not fit the memory map.
  case memoryMap(MemoryMapError)
  /// Too few usable frames for what the boot places in them.
  case kernelDoesNotFit(neededFrames: UInt64, largestRun: UInt64)
  /// A value of the machine's description is out of range.
  case outOfRange(argument: String, value: UInt64, allowed: ClosedRange<UInt64>)
  /// An address is not a multiple of what it has to be.
  case unaligned(UInt64, to: UInt64)
  /// An address is not canonical.
  case nonCanonical(UInt64)
  /// A range of pages, by its first address, runs past the last address that there is.
  case beyondAddressSpace(from: VirtualAddress)
  /// A physical address, or the end of a range, lies beyond the machine.
  case beyondMemory(UInt64, limit: UInt64)
  /// An alignment is not a power of two.
  case notPowerOfTwo(UInt64)
  /// A name is bound to nothing.
  case unboundName(Name.Label)
  /// A name stands for frames where a block is wanted, or the other way round.
  case wrongBinding(Name.Label)
  /// The block was freed before.
  case doubleFree(Name.Label, at: UInt64?)
  /// The address is not the start of a live block; it may lie within one.
  case foreignFree(UInt64, within: Binding?)
  /// The heap's list of free memory contradicts the free.
  case heapRefused(HeapRelease.InvalidFree)
  /// The heap's list of free memory leads nowhere: something has written over it.
  case heapDamaged
  /// A frame is free already.
  case frameAlreadyFree(Frame<Size4KiB>)
  /// A frame is not the frame allocator's.
  case frameNotManaged(Frame<Size4KiB>)
  /// A frame is in use as a page table, as the heap or by the kernel.
  case frameInUse(Frame<Size4KiB>, FrameOwner)
  /// The frame allocator in charge cannot take frames back.
  case cannotFreeFrames
  /// There are too few free frames, or none in a row.
  case outOfFrames(needed: UInt64, free: UInt64)
  /// A page is mapped already.
  case alreadyMapped(VirtualAddress, to: PhysicalAddress)
  /// An entry above the page maps a larger page.
  case parentEntryHugePage(VirtualAddress, PageTableLevel)
  /// A page is not mapped.
  case notMapped(VirtualAddress)
  /// An entry that the page needs lacks the present bit but is in use.
  case tableNotPresent(VirtualAddress, PageTableLevel)
  /// The entry maps no page of the size: its address does not fit.
  case invalidFrameAddress(PhysicalAddress)
  /// Flags that an entry of this kind cannot have.
  case impossibleFlags(PageTableFlags)
  /// The page is within the kernel's own mappings.
  case noParentEntry(PageTableLevel, PageSizeName)
  /// Blocks of the heap are live.
  case heapInUse(blocks: Int)
  /// The heap's pages are in use otherwise.
  case heapRangeInUse(VirtualAddress)
  /// A value does not fit the bytes to write.
  case valueTooLarge(UInt64, bytes: Int)
  /// A NUMA node that the machine does not have.
  case noNode(Int, nodes: Int)
  /// A register field that there is not.
  case unknownField(String)
  /// A value that a register does not take.
  case register(RegisterError)
  /// The kernel's bitmap of frames and its page tables contradict each other: something has
  /// written over them.
  case kernelDamaged
  /// The kernel itself ran into a fault; on a real machine it stops here.
  case kernelFault(HardwareFault)

  /// The word that `expect error` knows the error by.
  public var word: String {
    switch self {
    case .machineIsDescribed: "machine-described"
    case .stageIsDone, .stageTooEarly: "boot-order"
    case .notBooted: "not-booted"
    case .bootFails(_, let reason): reason.word
    case .noUsableMemory: "no-usable-memory"
    case .memoryMap: "memory-map"
    case .kernelDoesNotFit: "too-small"
    case .outOfRange, .beyondAddressSpace: "out-of-range"
    case .unaligned: "unaligned"
    case .nonCanonical: "non-canonical"
    case .beyondMemory: "beyond-memory"
    case .notPowerOfTwo: "alignment"
    case .unboundName: "unbound"
    case .wrongBinding: "wrong-binding"
    case .doubleFree: "double-free"
    case .foreignFree: "foreign-free"
    case .heapRefused, .heapDamaged: "heap-damaged"
    case .frameAlreadyFree: "double-free"
    case .frameNotManaged: "foreign-free"
    case .frameInUse: "frame-in-use"
    case .cannotFreeFrames: "cannot-free"
    case .outOfFrames: "out-of-memory"
    case .alreadyMapped: "already-mapped"
    case .parentEntryHugePage: "huge-page"
    case .notMapped: "not-mapped"
    case .tableNotPresent: "table-not-present"
    case .invalidFrameAddress: "invalid-frame"
    case .impossibleFlags: "flags"
    case .noParentEntry: "no-parent-entry"
    case .heapInUse, .heapRangeInUse: "heap-in-use"
    case .valueTooLarge: "value"
    case .noNode: "no-node"
    case .unknownField, .register: "register"
    case .kernelDamaged: "kernel-damaged"
    case .kernelFault: "kernel-fault"
    }
  }

  /// All words of `word`, and that of a heap without room, in alphabetical order.
  public static let words = [
    "alignment", "already-mapped", "beyond-memory", "boot-order", "cannot-free", "double-free",
    "flags", "foreign-free", "frame-in-use", "heap-damaged", "heap-in-use", "huge-page",
    "invalid-frame", "kernel-damaged", "kernel-fault", "machine-described", "memory-map", "no-node",
    "no-parent-entry", "no-usable-memory", "non-canonical", "not-booted", "not-mapped",
    "out-of-memory", "out-of-range", "register", "table-not-present", "too-small", "unaligned",
    "unbound", "value", "wrong-binding",
  ]
}

extension CommandError {
  init(_ error: FrameFreeError) {
    switch error {
    case .alreadyFree(let frame): self = .frameAlreadyFree(frame)
    case .notManaged(let frame): self = .frameNotManaged(frame)
    }
  }
}

/// Who uses a frame.
public enum FrameOwner: UInt8, CaseIterable, Sendable {
  /// Nobody: it can be allocated.
  case free
  /// The firmware or the hardware.
  case reserved
  /// Code and data of the kernel and what the bootloader left.
  case kernel
  /// The kernel's stack.
  case stack
  /// A page table.
  case table
  /// The heap.
  case heap
  /// Pages that a user or script has mapped.
  case mapped
  /// Allocated, but mapped nowhere.
  case held
}
