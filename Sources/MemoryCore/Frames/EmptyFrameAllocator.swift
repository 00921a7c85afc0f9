/// An allocator that has no frame: for mappings that must not need a new table.
public struct EmptyFrameAllocator: FrameAllocator {
  /// The allocator; all are alike.
  public init() {}

  /// Always `nil`.
  public mutating func allocateFrame<M: Memory & ~Copyable>(
    in memory: inout M
  ) -> AllocatedFrame? where M.Address == PhysicalAddress, M.Fault == Never {
    nil
  }
}
