public import MemoryCore

/// What a physical access is for.
public enum AccessPurpose: Hashable, Sendable {
  /// The kernel's own code works on physical memory.
  case kernel
  /// The word that a program or the kernel reads, writes or fetches at a linear address.
  case data(LinearAddress, AccessKind)
  /// The MMU reads an entry of a table of this level on its way to a linear address.
  case walk(LinearAddress, PageTableLevel)
  /// The MMU sets the accessed bit, or accessed and dirty, in the entry that it has just read.
  case accessedDirty(LinearAddress, PageTableLevel)

  /// Whether it is the MMU's access.
  public var isOfMMU: Bool {
    switch self {
    case .walk, .accessedDirty: true
    case .kernel, .data: false
    }
  }
}
