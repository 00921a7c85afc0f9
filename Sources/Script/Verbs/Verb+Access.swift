import Simulation

/// The verbs on memory, TLB and registers.
extension Verb {
  static let virtualAddress = Key.operand(
    .position("address", .operand, "a virtual address, or a name"))
  private static let value = Key.number(.equals("value", .value, "what is written"))
  private static let user = Key.word("user", "in user mode")
  private static let size = Key.numeral(
    .key("size", .word(["1", "2", "4", "8"]), standard: .word("8"), "bytes"))
  private static let alignmentCheck = Key.word("ac", "with RFLAGS.AC set, which lifts SMAP")

  static let read = Verb(
    "read", [virtualAddress, user, size, alignmentCheck],
    does: "reads through TLB and MMU; a fault is a result",
    example: "read 0x1000_0000 size=4 user"
  ) { (given, _) throws(LineError) in
    access(.read, given)
  } write: { statement in
    guard case .command(.access(.memory(let access))) = statement, access.kind == .read
    else { return nil }
    return written(access)
  }

  static let write = Verb(
    "write", [virtualAddress, value, user, size, alignmentCheck],
    does: "writes through TLB and MMU; a fault is a result",
    example: "write 0x1000_0008 = 42 user"
  ) { (given, _) throws(LineError) in
    access(.write(given[value]), given)
  } write: { statement in
    guard case .command(.access(.memory(let access))) = statement,
      case .write(let word) = access.kind
    else { return nil }
    var written = written(access)
    written[value] = word
    return written
  }

  static let execute = Verb(
    "execute", [virtualAddress, user, size, alignmentCheck],
    does: "fetches an instruction through TLB and MMU; a fault is a result",
    example: "execute 0x20_0000"
  ) { (given, _) throws(LineError) in
    access(.execute, given)
  } write: { statement in
    guard case .command(.access(.memory(let access))) = statement, access.kind == .execute
    else { return nil }
    return written(access)
  }

  private static func access(
    _ kind: MemoryAccess.Kind, _ given: borrowing Arguments
  ) -> Statement {
    .command(
      .access(
        .memory(
          MemoryAccess(
            kind: kind, address: given[virtualAddress], isUser: given[user], size: given[size],
            alignmentCheck: given[alignmentCheck]))))
  }

  private static func written(_ access: MemoryAccess) -> Written {
    var written = Written(virtualAddress, access.address)
    written[user] = access.isUser
    written[size] = access.size
    written[alignmentCheck] = access.alignmentCheck
    return written
  }

  private static let page = Key.operand(
    .key("page", .operand, "the page to forget (INVLPG)")
  ).optional
  private static let everything = Key.word("all", "everything (a load of CR3)")

  static let flush = Verb(
    "flush", [page, everything], does: "makes the TLB forget", example: "flush page=0x1000_0000"
  ) { (given, _) throws(LineError) in
    switch (given[page], given[everything]) {
    case (_?, true): throw given.error(.conflict("all", "page"), at: "all")
    case (nil, false): throw given.error(.missing("page=PAGE or all", verb: given.verb.name))
    case (let operand, _): return .command(.access(.flush(operand)))
    }
  } write: { statement in
    guard case .command(.access(.flush(let operand))) = statement else { return nil }
    var written = Written()
    written[page] = operand
    written[everything] = operand == nil
    return written
  }

  private static let field = Key<(field: String, value: UInt64)>(
    .assignment("field", "a control register, or one bit of it, and the new value"),
    decode: { if case .assignment(let field, let value) = $0 { (field, value) } else { nil } },
    encode: { .assignment(field: $0.field, $0.value) })

  static let set = Verb(
    "set", [field], does: "sets a control register or one of its bits", example: "set cr0.wp=1"
  ) { (given, _) throws(LineError) in
    let (name, value) = given[field]
    return .command(.access(.set(field: name, value: value)))
  } write: { statement in
    guard case .command(.access(.set(let name, let value))) = statement else { return nil }
    return Written(field, (name, value))
  }

  private static let physicalAddress = Key.operand(
    .position(
      "address", .operand, "a physical address, or the name of frames; a multiple of 8"))

  static let physicalRead = Verb(
    "physical read", [physicalAddress], does: "reads a word of memory past the MMU",
    example: "physical read 0x1000"
  ) { (given, _) throws(LineError) in
    .command(.access(.physicalRead(given[physicalAddress])))
  } write: { statement in
    guard case .command(.access(.physicalRead(let address))) = statement else { return nil }
    return Written(physicalAddress, address)
  }

  static let physicalWrite = Verb(
    "physical write", [physicalAddress, value], does: "writes a word of memory past the MMU",
    example: "physical write 0x1000 = 0xff"
  ) { (given, _) throws(LineError) in
    .command(.access(.physicalWrite(given[physicalAddress], value: given[value])))
  } write: { statement in
    guard case .command(.access(.physicalWrite(let address, let word))) = statement
    else { return nil }
    var written = Written(physicalAddress, address)
    written[value] = word
    return written
  }
}
