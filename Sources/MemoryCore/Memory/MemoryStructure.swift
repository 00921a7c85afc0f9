/// What the core's algorithms keep in memory, for a memory that wants to know what its words are.
///
/// The layouts are drawn at the types that own them.
public enum MemoryStructure: Hashable, Sendable {
  /// A hole of a list: size and next hole (`LinkedListHeap`, `FitHeap`).
  case hole
  /// A hole of a tree: size, left, right, above (`FastFitHeap`).
  case treeHole
  /// A free block of fixed size: the next one (`FixedBlockHeap`).
  case listedBlock
  /// The heads of a buddy heap's lists, by order.
  case buddyHeads
  /// The marks of a buddy heap's blocks, one byte for each 32.
  case buddyMarks
  /// A free block of a buddy heap: next and previous.
  case buddyBlock
  /// The bitmaps and heads of a heap by two levels of size classes (`TLSFHeap`).
  case tlsfControl
  /// A block's header: the block before, size and flags, next and previous of its list.
  case tlsfBlock
  /// The heads of a slab heap's caches, by size.
  case slabHeads
  /// A slab's header.
  case slab
  /// A free object in a slab: the next one.
  case slabObject
  /// The bitmap of the frame allocator.
  case frameBitmap
  /// A page table of a level.
  case pageTable(PageTableLevel)
  /// Blocks of which one is copied to the other; their place is not that of one structure.
  case copy

  /// The most bytes that it has from its start; `nil` where it grows with what it describes.
  public var byteLimit: UInt64? {
    switch self {
    case .hole, .buddyBlock: 16
    case .treeHole, .tlsfBlock: 32
    case .listedBlock, .slabObject: 8
    case .buddyHeads: BuddyHeap.headsSize
    case .tlsfControl: TLSFHeap.controlSize
    case .slabHeads: SlabHeap.headsLayout.size
    case .slab: SlabHeap.headerSize
    case .pageTable: 4096
    case .buddyMarks, .frameBitmap, .copy: nil
    }
  }
}
