/// What the free memory of a heap is, for those who show it.
public enum FreeMemory: Sendable {
  /// Holes that start with their size and the address of the next one.
  case listedHoles
  /// Places with links of another kind.
  case linked
  /// Whatever lies above a pointer.
  case abovePointer
}
