public import MemoryCore

/// What a user, a script or a trace can tell the machine to do; every step is one of these.
public enum Command: Equatable, Sendable {
  /// Describes the hardware; the first command.
  case machine(MachineDescription)
  /// Runs one stage of the boot.
  case boot(BootStage)
  /// Creates the heap in place of the one there is.
  case heap(HeapDescription)
  /// Allocates a block and binds it to the name.
  case allocate(Name, size: UInt64, alignment: UInt64)
  /// Frees a block.
  case free(Operand)
  /// Moves a block to one of another size and alignment.
  case reallocate(Name, size: UInt64, alignment: UInt64)
  /// Allocates frames in a row and binds the first to the name.
  case allocateFrames(Name, FrameRequest)
  /// Frees frames: those that a name stands for, or the one at an address.
  case freeFrames(Operand)
  /// Maps pages.
  case map(MapRequest)
  /// Maps the page at a frame's own address.
  case identityMap(Operand, size: PageSizeName, flags: PageTableFlags)
  /// Unmaps pages.
  case unmap(Operand, size: PageSizeName, count: UInt64, freeFrames: Bool)
  /// Frees emptied page tables, all or those that map pages from one address to another.
  case clean(ClosedRange<UInt64>?)
  /// Replaces flags: of the page's entry, or at P2 to P4 of the entry above it.
  case protect(Operand, size: PageSizeName, flags: PageTableFlags, level: PageTableLevel)
  /// The kernel's walk.
  case translate(Operand)
  /// A memory access through TLB and MMU.
  case access(MemoryAccess)
  /// Invalidates one page of the TLB, or with `nil` all by loading CR3.
  case flush(Operand?)
  /// Sets a field of a control register.
  case set(field: String, value: UInt64)
  /// Reads a word past the MMU.
  case physicalRead(Operand)
  /// Writes a word past the MMU.
  case physicalWrite(Operand, value: UInt64)
}

/// The page sizes by their names in scripts.
public enum PageSizeName: String, CaseIterable, Sendable {
  /// 4 KiB.
  case small = "4K"
  /// 2 MiB.
  case large = "2M"
  /// 1 GiB.
  case giant = "1G"

  /// The bytes of a page.
  public var bytes: UInt64 { level.entrySpan }

  /// The level of the entries that map pages of this size.
  public var level: PageTableLevel {
    switch self {
    case .small: .p1
    case .large: .p2
    case .giant: .p3
    }
  }

  /// The size that entries of a level map.
  public init?(_ level: PageTableLevel) {
    switch level {
    case .p1: self = .small
    case .p2: self = .large
    case .p3: self = .giant
    default: return nil
    }
  }
}

/// The stages of the boot, in order.
public enum BootStage: String, CaseIterable, Sendable, Comparable {
  /// The firmware's list becomes a memory map.
  case map
  /// What kernel, stack and boot information occupy is marked in the map.
  case regions
  /// The first page tables are built and CR3 is loaded.
  case tables
  /// The boot-info frame allocator takes over the map.
  case allocator
  /// The kernel gets hold of the page tables.
  case mapper
  /// The heap's pages are mapped and the heap is created.
  case heap
  /// A frame allocator that can also free takes over.
  case handover

  /// Orders stages by time.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  /// The place of the stage, from 0.
  public var order: Int {
    switch self {
    case .map: 0
    case .regions: 1
    case .tables: 2
    case .allocator: 3
    case .mapper: 4
    case .heap: 5
    case .handover: 6
    }
  }
}

/// The heap that the `heap` command asks for.
public struct HeapDescription: Equatable, Sendable {
  /// The size in bytes.
  public var size: UInt64
  /// The lowest address; a multiple of 4 KiB.
  public var start: UInt64
  /// How blocks are found.
  public var policy: HeapPolicy
  /// Whether the heap maps more pages when it is full.
  public var grows: Bool

  /// The seed system's heap unless told otherwise: 1 MiB at 0x4444_4444_0000.
  public init(
    size: UInt64 = 1 << 20, start: UInt64 = 0x4444_4444_0000, policy: HeapPolicy = .linkedList,
    grows: Bool = true
  ) {
    self.size = size
    self.start = start
    self.policy = policy
    self.grows = grows
  }
}

/// The heap allocators by their names in scripts.
public enum HeapPolicy: String, CaseIterable, Sendable {
  /// First fit over a list of holes.
  case linkedList = "linked-list"
  /// A pointer that only rises.
  case bump
  /// Lists of blocks of nine sizes.
  case fixedBlock = "fixed-block"
  /// The list of holes, searched from the last block on.
  case nextFit = "next-fit"
  /// The list of holes, of which the smallest that fits is taken.
  case bestFit = "best-fit"
  /// The list of holes, of which the largest is taken.
  case worstFit = "worst-fit"
  /// First fit over a tree of holes.
  case fastFit = "fast-fit"
  /// Blocks of powers of two that are split in halves.
  case buddy
  /// Lists of free blocks by two levels of size classes.
  case tlsf
  /// Pages of objects of eight sizes.
  case slab
}

/// Which frames `frame alloc` asks for.
public struct FrameRequest: Equatable, Sendable {
  /// How many, in a row.
  public var count: UInt64
  /// What the first frame's number is a multiple of; a power of two.
  public var alignment: UInt64
  /// The NUMA node, or any.
  public var node: Int?

  /// `count` frames in a row.
  public init(count: UInt64 = 1, alignment: UInt64 = 1, node: Int? = nil) {
    self.count = count
    self.alignment = alignment
    self.node = node
  }
}

/// Which pages `map` asks for.
public struct MapRequest: Equatable, Sendable {
  /// The first page's address.
  public var page: Operand
  /// The first frame's address; `nil` to allocate frames.
  public var frame: Operand?
  /// The page size.
  public var size: PageSizeName
  /// The flags of the pages' entries.
  public var flags: PageTableFlags
  /// How many pages.
  public var count: UInt64
  /// The flags of the entries above; `nil` for those that the crate derives from `flags`.
  public var tableFlags: PageTableFlags?

  /// A request.
  public init(
    page: Operand, frame: Operand?, size: PageSizeName, flags: PageTableFlags, count: UInt64,
    tableFlags: PageTableFlags?
  ) {
    self.page = page
    self.frame = frame
    self.size = size
    self.flags = flags
    self.count = count
    self.tableFlags = tableFlags
  }
}

/// An access that `read`, `write` and `execute` ask for.
public struct MemoryAccess: Equatable, Sendable {
  /// What is done.
  public var kind: Kind
  /// Where.
  public var address: Operand
  /// Whether user mode does it.
  public var isUser: Bool
  /// How many bytes: 1, 2, 4 or 8.
  public var size: Int
  /// Whether RFLAGS.AC is set, which lifts SMAP.
  public var alignmentCheck: Bool

  /// An access.
  public init(kind: Kind, address: Operand, isUser: Bool, size: Int, alignmentCheck: Bool) {
    self.kind = kind
    self.address = address
    self.isUser = isUser
    self.size = size
    self.alignmentCheck = alignmentCheck
  }

  /// What an access does.
  public enum Kind: Equatable, Sendable {
    /// Reads `size` bytes.
    case read
    /// Writes the low `size` bytes of the value.
    case write(UInt64)
    /// Fetches an instruction.
    case execute
  }
}
