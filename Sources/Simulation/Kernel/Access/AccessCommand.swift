/// The commands on memory as a program or the kernel uses it, on the TLB and on registers.
public enum AccessCommand: Equatable, Sendable {
  /// A memory access through TLB and MMU.
  case memory(MemoryAccess)
  /// Invalidates one page of the TLB, or with `nil` all by loading CR3.
  case flush(Operand?)
  /// Sets a field of a control register.
  case set(field: String, value: UInt64)
  /// Reads a word past the MMU.
  case physicalRead(Operand)
  /// Writes a word past the MMU.
  case physicalWrite(Operand, value: UInt64)
}

/// An access that `read`, `write` and `execute` ask for.
public struct MemoryAccess: Equatable, Sendable {
  /// What is done.
  public var kind: Kind
  /// Where.
  public var address: Operand
  /// Whether user mode does it.
  public var isUser: Bool
  /// How many bytes: 1, 2, 4 or 8.
  public var size: Int
  /// Whether RFLAGS.AC is set, which lifts SMAP.
  public var alignmentCheck: Bool

  /// An access.
  public init(kind: Kind, address: Operand, isUser: Bool, size: Int, alignmentCheck: Bool) {
    self.kind = kind
    self.address = address
    self.isUser = isUser
    self.size = size
    self.alignmentCheck = alignmentCheck
  }

  /// What an access does.
  public enum Kind: Equatable, Sendable {
    /// Reads `size` bytes.
    case read
    /// Writes the low `size` bytes of the value.
    case write(UInt64)
    /// Fetches an instruction.
    case execute
  }
}

extension AccessCommand {
  func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .memory(let access):
      visit(.bytes(UInt64(max(0, access.size)), at: access.address, "address"))
    case .flush(let page?): visit(.pages(1, .small, at: page, "page"))
    case .flush(nil), .set: break
    case .physicalRead(let address), .physicalWrite(let address, _):
      visit(.physical(8, at: address, "address"))
    }
  }

  var bootBefore: BootStage? {
    switch self {
    case .memory: .handover
    case .flush, .set, .physicalRead, .physicalWrite: nil
    }
  }
}
