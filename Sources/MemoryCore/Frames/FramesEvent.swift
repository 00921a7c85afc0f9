/// What happens in the frame allocator.
public enum FramesEvent: Equatable, Sendable {
  /// Frames were allocated.
  case allocate(UInt64)
  /// Frames that are taken already were marked so in a new bitmap.
  case mark(UInt64)
  /// Frames were given back.
  case free(UInt64)
}
