import Simulation

/// The verbs on memory and registers.
extension Verb {
  static let read = Verb(
    "read", .access(), does: "reads through TLB and MMU; a fault is a result",
    example: "read 0x1000_0000 size=4 user"
  ) { (given, context) throws(LineError) in
    context.access(.read, given)
  }

  static let write = Verb(
    "write", .access([.equals("value", .value, "what is written")]),
    does: "writes through TLB and MMU; a fault is a result",
    example: "write 0x1000_0008 = 42 user"
  ) { (given, context) throws(LineError) in
    context.access(.write(given.number("value")), given)
  }

  static let execute = Verb(
    "execute", .access(), does: "fetches an instruction through TLB and MMU; a fault is a result",
    example: "execute 0x20_0000"
  ) { (given, context) throws(LineError) in
    context.access(.execute, given)
  }

  static let flush = Verb(
    "flush",
    [
      .key("page", .operand, "the page to forget (INVLPG)"),
      .word("all", "everything (a load of CR3)"),
    ],
    does: "makes the TLB forget", example: "flush page=0x1000_0000"
  ) { (given, context) throws(LineError) in
    switch (given.has("page"), given.has("all")) {
    case (true, true): throw given.error(.conflict("all", "page"), at: "all")
    case (false, false): throw given.error(.missing("page=PAGE or all", verb: given.verb.name))
    case (true, false): return .command(.access(.flush(context.operand(given.reference("page")))))
    case (false, true): return .command(.access(.flush(nil)))
    }
  }

  static let set = Verb(
    "set", [.assignment("field", "a control register, or one bit of it, and the new value")],
    does: "sets a control register or one of its bits", example: "set cr0.wp=1"
  ) { (given, _) throws(LineError) in
    guard case .assignment(let field, let value) = given["field"] else {
      fatalError("the table of verbs has no field to set")
    }
    return .command(.access(.set(field: field, value: value)))
  }

  static let physicalRead = Verb(
    "physical read", [.physicalAddress], does: "reads a word of memory past the MMU",
    example: "physical read 0x1000"
  ) { (given, context) throws(LineError) in
    .command(.access(.physicalRead(context.operand(given.reference("address")))))
  }

  static let physicalWrite = Verb(
    "physical write", [.physicalAddress, .equals("value", .value, "what is written")],
    does: "writes a word of memory past the MMU", example: "physical write 0x1000 = 0xff"
  ) { (given, context) throws(LineError) in
    .command(
      .access(
        .physicalWrite(
          context.operand(given.reference("address")), value: given.number("value"))))
  }
}

extension [Argument] {
  /// What `read`, `write` and `execute` have in common.
  fileprivate static func access(_ value: [Argument] = []) -> [Argument] {
    [.virtualAddress] + value + [
      .word("user", "in user mode"),
      .key("size", .word(["1", "2", "4", "8"]), standard: .word("8"), "bytes"),
      .word("ac", "with RFLAGS.AC set, which lifts SMAP"),
    ]
  }
}

extension Argument {
  fileprivate static let physicalAddress = Argument.position(
    "address", .operand, "a physical address, or the name of frames; a multiple of 8")
}

extension ParsingContext {
  fileprivate mutating func access(
    _ kind: MemoryAccess.Kind, _ given: borrowing Arguments
  ) -> Statement {
    .command(
      .access(
        .memory(
          MemoryAccess(
            kind: kind, address: operand(given.reference("address")), isUser: given.has("user"),
            size: Int(given.word("size")) ?? 8, alignmentCheck: given.has("ac")))))
  }
}
