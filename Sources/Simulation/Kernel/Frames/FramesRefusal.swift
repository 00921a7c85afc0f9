public import MemoryCore

/// What the frame allocator refuses.
public enum FramesRefusal: Equatable, Sendable {
  /// A frame is free already.
  case alreadyFree(Frame<Size4KiB>)
  /// A frame is not the frame allocator's.
  case notManaged(Frame<Size4KiB>)
  /// A frame is in use as a page table, as the heap or by the kernel.
  case inUse(Frame<Size4KiB>, FrameOwner)
  /// The frame allocator in charge cannot take frames back.
  case cannotFree
  /// There are too few free frames, or none in a row.
  case tooFew(needed: UInt64, free: UInt64)
  /// A NUMA node that the machine does not have.
  case noNode(Int, nodes: Int)

  init(_ error: FrameFreeError) {
    switch error {
    case .alreadyFree(let frame): self = .alreadyFree(frame)
    case .notManaged(let frame): self = .notManaged(frame)
    }
  }

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case doubleFree = "double-free"
    case foreignFree = "foreign-free"
    case inUse = "frame-in-use"
    case cannotFree = "cannot-free"
    case outOfMemory = "out-of-memory"
    case noNode = "no-node"
  }

  var word: Word {
    switch self {
    case .alreadyFree: .doubleFree
    case .notManaged: .foreignFree
    case .inUse: .inUse
    case .cannotFree: .cannotFree
    case .tooFew: .outOfMemory
    case .noNode: .noNode
    }
  }
}
