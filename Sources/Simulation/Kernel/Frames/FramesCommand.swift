/// The commands on physical frames.
public enum FramesCommand: Equatable, Sendable {
  /// Allocates frames in a row and binds the first to the name.
  case allocate(Name, FrameRequest)
  /// Frees frames: those that a name stands for, or the one at an address.
  case free(Operand)
}

/// Which frames `frame alloc` asks for.
public struct FrameRequest: Equatable, Sendable {
  /// How many, in a row.
  public var count: UInt64
  /// What the first frame's number is a multiple of; a power of two.
  public var alignment: UInt64
  /// The NUMA node, or any.
  public var node: Int?

  /// `count` frames in a row.
  public init(count: UInt64 = 1, alignment: UInt64 = 1, node: Int? = nil) {
    self.count = count
    self.alignment = alignment
    self.node = node
  }
}

extension FramesCommand {
  func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .allocate(let name, _): visit(.result(name))
    case .free(let operand): visit(.physical(4096, at: operand, "frame"))
    }
  }

  var bootBefore: BootStage? {
    switch self {
    case .allocate, .free: .handover
    }
  }
}
