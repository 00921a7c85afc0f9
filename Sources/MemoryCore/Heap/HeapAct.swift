/// What an allocator of heap blocks does, step by step.
public enum HeapAct: Equatable, Sendable {
  /// It looked at so many holes in vain, and at the one that it takes or stops at.
  case walkHoles(passed: Int)
  /// A block was cut out of a hole; what remains in front and behind, in bytes.
  case splitHole(Hole, front: UInt64, back: UInt64)
  /// A hole was taken as a whole.
  case takeHole(Hole)
  /// The headers of what remains were written.
  case writeHeaders(Int)
  /// A pointer that only rises was moved up, by the block and what is passed over before it.
  case movePointer(bytes: UInt64)
  /// A block was counted as freed; the last one takes the pointer back to the start.
  case countRelease(isLast: Bool)
  /// A freed block became a hole, or part of one.
  case insertHole(Hole, mergedBefore: Bool, mergedBehind: Bool)
  /// A page was cut into so many free objects.
  case makeSlab(objects: UInt64)
  /// A page of free objects went back.
  case dropSlab
  /// Lists, tables or bitmaps were laid out in new memory.
  case layOut
}

extension HeapAllocation {
  /// Tells the memory how the block was found, before it is cut out.
  @inline(__always)
  func tellSearch<M: Memory & ~Copyable>(_ memory: inout M) {
    memory.did(.heap(.walkHoles(passed: passed)))
    if source.size != size {
      memory.did(.heap(.splitHole(source, front: frontPadding, back: backPadding)))
    }
  }

  /// Tells the memory that the block was cut out of its hole.
  @inline(__always)
  func tellCut<M: Memory & ~Copyable>(_ memory: inout M) {
    memory.did(.heap(source.size == size ? .takeHole(source) : .writeHeaders(rests)))
  }

  private var rests: Int { (frontPadding > 0 ? 1 : 0) + (backPadding > 0 ? 1 : 0) }
}

extension HeapRelease {
  /// Tells the memory that the block became free, and returns itself.
  @inline(__always)
  func told<M: Memory & ~Copyable>(to memory: inout M) -> HeapRelease {
    if case .freed(let hole, _, let before, let behind) = self {
      memory.did(.heap(.insertHole(hole, mergedBefore: before, mergedBehind: behind)))
    }
    return self
  }
}
