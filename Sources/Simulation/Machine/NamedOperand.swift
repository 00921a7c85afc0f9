import MemoryCore

/// What a command names, by name or address: what it is, and which argument of the verb says it.
public struct NamedOperand: Equatable, Sendable {
  /// The name, or the address.
  public var operand: Operand
  /// What it stands for.
  public var role: Role
  /// The key of the verb's argument; `name` for a result.
  public var argument: String

  /// What an operand stands for.
  public enum Role: Equatable, Sendable {
    /// What the command binds the name to, a block or frames.
    case result
    /// A block of the heap.
    case block
    /// So many bytes of virtual memory, from the last multiple of `alignment` on.
    case virtual(bytes: UInt64, alignment: UInt64, in: AddressSpace)
    /// So many bytes of physical memory.
    case physical(bytes: UInt64)
  }

  static func result(_ name: Name) -> NamedOperand {
    NamedOperand(operand: .name(name), role: .result, argument: "name")
  }

  static func block(_ operand: Operand, _ argument: String) -> NamedOperand {
    NamedOperand(operand: operand, role: .block, argument: argument)
  }

  static func bytes(_ count: UInt64, at operand: Operand, _ argument: String) -> NamedOperand {
    NamedOperand(
      operand: operand, role: .virtual(bytes: count, alignment: 1, in: .current),
      argument: argument)
  }

  static func pages(
    _ count: UInt64, _ size: PageSizeName, at operand: Operand, _ argument: String
  ) -> NamedOperand {
    let (bytes, tooMany) = count.multipliedReportingOverflow(by: size.bytes)
    return NamedOperand(
      operand: operand,
      role: .virtual(bytes: tooMany ? .max : bytes, alignment: size.bytes, in: .current),
      argument: argument)
  }

  static func physical(
    _ bytes: UInt64, at operand: Operand, _ argument: String
  ) -> NamedOperand {
    NamedOperand(operand: operand, role: .physical(bytes: bytes), argument: argument)
  }

  /// The name that it is.
  public var name: Name? {
    guard case .name(let name) = operand else { return nil }
    return name
  }
}

/// The address space that a virtual address of a command lies in.
public enum AddressSpace: Equatable, Sendable {
  /// The one that CR3 points to.
  case current
}

extension Command {
  /// Calls `visit` with everything that the command names, in the order of its arguments.
  @inline(__always)
  public func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .boot(let command): command.forEachOperand(visit)
    case .heap(let command): command.forEachOperand(visit)
    case .frames(let command): command.forEachOperand(visit)
    case .paging(let command): command.forEachOperand(visit)
    case .access(let command): command.forEachOperand(visit)
    }
  }

  /// Everything that the command names, in the order of its arguments.
  public var operands: [NamedOperand] {
    var operands: [NamedOperand] = []
    forEachOperand { operands.append($0) }
    return operands
  }

  /// The last stage of the boot that a machine which has not booted at all runs before the command;
  /// `nil` if it needs no kernel.
  public var bootBefore: BootStage? {
    switch self {
    case .boot(let command): command.bootBefore
    case .heap(let command): command.bootBefore
    case .frames(let command): command.bootBefore
    case .paging(let command): command.bootBefore
    case .access(let command): command.bootBefore
    }
  }

  /// Whether the command names this. O(1), and fast enough for the millions of a trace.
  func names(_ label: Name.Label) -> Bool {
    var isNamed = false
    forEachOperand { operand in
      if case .name(let name) = operand.operand, name.label == label { isNamed = true }
    }
    return isNamed
  }

  /// The bytes of heap that the command asks for.
  var sizeAsked: UInt64? {
    guard case .heap(let command) = self else { return nil }
    return command.sizeAsked
  }
}
