public import MemoryCore

/// What the cursor is on: one cursor across all views.
public enum Selection: Equatable, Sendable {
  /// A frame, by number.
  case frame(UInt64)
  /// A table entry, by its place in RAM, and the lowest address that it decides about.
  case entry(PhysicalAddress, covers: UInt64, level: PageTableLevel)
  /// A byte of the heap's address space: a block or a hole.
  case heap(VirtualAddress)
  /// A word of physical memory, by its address.
  case word(PhysicalAddress)
}
