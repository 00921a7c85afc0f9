public import Simulation

/// The part of the system that a command is for.
public enum Layer: Sendable {
  /// The heap.
  case heap
  /// The page tables.
  case tables
  /// The running program.
  case program
  /// The kernel.
  case kernel

  /// The part that a command is for.
  public init(of command: Command) {
    switch command {
    case .heap, .allocate, .free, .reallocate: self = .heap
    case .map, .identityMap, .unmap, .clean, .protect, .translate, .flush: self = .tables
    case .access(let access): self = access.isUser ? .program : .kernel
    case .machine, .boot, .allocateFrames, .freeFrames, .set, .physicalRead, .physicalWrite:
      self = .kernel
    }
  }
}
