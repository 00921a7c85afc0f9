/// What happens in the frame allocator.
public enum FramesEvent: Equatable, Sendable {
  /// Frames were allocated.
  case allocate(UInt64)
  /// Frames were given back.
  case free(UInt64)
}
