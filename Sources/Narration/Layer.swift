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
    case .heap: self = .heap
    case .paging, .access(.flush): self = .tables
    case .access(.memory(let access)): self = access.isUser ? .program : .kernel
    case .boot, .frames, .access(.set), .access(.physicalRead), .access(.physicalWrite):
      self = .kernel
    }
  }
}
