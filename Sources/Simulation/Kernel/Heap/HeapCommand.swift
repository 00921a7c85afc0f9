/// The commands on the heap.
public enum HeapCommand: Equatable, Sendable {
  /// Creates the heap in place of the one there is.
  case create(HeapDescription)
  /// Allocates a block and binds it to the name.
  case allocate(Name, size: UInt64, alignment: UInt64)
  /// Frees a block.
  case free(Operand)
  /// Moves a block to one of another size and alignment.
  case reallocate(Name, size: UInt64, alignment: UInt64)
}

/// The heap that the `heap` command asks for.
public struct HeapDescription: Equatable, Sendable {
  /// The size in bytes.
  public var size: UInt64
  /// The lowest address; a multiple of 4 KiB.
  public var start: UInt64
  /// How blocks are found.
  public var policy: HeapPolicy
  /// Whether the heap maps more pages when it is full.
  public var grows: Bool

  /// The seed system's heap unless told otherwise: 1 MiB at 0x4444_4444_0000.
  public init(
    size: UInt64 = 1 << 20, start: UInt64 = 0x4444_4444_0000, policy: HeapPolicy = .linkedList,
    grows: Bool = true
  ) {
    self.size = size
    self.start = start
    self.policy = policy
    self.grows = grows
  }
}

extension HeapCommand {
  /// The bytes that the command asks for.
  var sizeAsked: UInt64? {
    switch self {
    case .allocate(_, let size, _), .reallocate(_, let size, _): size
    case .create, .free: nil
    }
  }

  @inline(__always)
  func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .create: break
    case .allocate(let name, _, _): visit(.result(name))
    case .free(let operand): visit(.block(operand, "block"))
    case .reallocate(let name, _, _): visit(.block(.name(name), "name"))
    }
  }

  /// A heap that is asked for first replaces the boot's before that is made.
  var bootBefore: BootStage? {
    switch self {
    case .create: .mapper
    case .allocate, .free, .reallocate: .handover
    }
  }
}
