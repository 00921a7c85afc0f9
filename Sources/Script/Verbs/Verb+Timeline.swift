import Simulation

/// The verbs that move along the timeline, and those on its branches.
extension Verb {
  static let find = Verb(
    "find",
    [
      .position("condition", .condition, "what holds at the step"),
      .word("back", "to the previous step"),
    ],
    does: "moves to the next step at which something holds",
    example: "find frames.free < 512 or oom > 0 back"
  ) { (given, _) throws(LineError) in
    .find(given.condition("condition"), backwards: given.has("back"))
  }

  static let goto = Verb(
    "goto",
    [
      .position(
        "place", .destination,
        "a step (-1 is the last one of the boot before a trace), 0% to 100%, start, end or a "
          + "bookmark in quotes")
    ],
    does: "moves along the timeline", example: "goto 50%"
  ) { (given, _) throws(LineError) in
    guard case .destination(let destination) = given["place"] else {
      fatalError("the table of verbs has no place to go to")
    }
    return .goto(destination)
  }

  static let writer = Verb(
    "writer", .target(), does: "moves to the last step that wrote it", example: "writer a"
  ) { (given, context) throws(LineError) in
    .writer(try context.target(of: given))
  }

  static let touch = Verb(
    "touch", .target([.word("back", "to the previous step")]),
    does: "moves to the next step that reads or writes it",
    example: "touch frame=0x20_0000 back"
  ) { (given, context) throws(LineError) in
    .touch(try context.target(of: given), backwards: given.has("back"))
  }

  static let fork = Verb(
    "fork",
    [
      .key(
        "policy", .word(HeapPolicy.allCases.map(\.rawValue)),
        "run all commands again on such a heap, and stay at the step")
    ],
    does: "leaves the run for a branch from here on; both stay, side by side",
    example: "fork policy=bump"
  ) { (given, _) throws(LineError) in
    .fork(given.has("policy") ? given.choice("policy") : nil)
  }

  static let instead = Verb(
    "instead", [.position("command", .command, "the command, as a line of its own")],
    does: "does another command in the next step's place, in a branch that keeps what follows",
    example: "instead b = alloc 64 align=64"
  ) { (given, _) throws(LineError) in
    guard case .command(let command) = given["command"] else {
      fatalError("the table of verbs has no command")
    }
    return .instead(command)
  }

  static let skip = Verb(
    "skip", [], does: "takes the next step out, in a branch that keeps what follows",
    example: "skip"
  ) { (_, _) throws(LineError) in
    .instead(nil)
  }

  static let swap = Verb(
    "swap", [], does: "goes to the other branch", example: "swap"
  ) { (_, _) throws(LineError) in
    .swap
  }

  static let diff = Verb(
    "diff", [],
    does: "lists what differs from the other branch: blocks, holes, frames, entries, contents",
    example: "diff"
  ) { (_, _) throws(LineError) in
    .diff
  }

  static let replay = Verb(
    "replay",
    [
      .position("file", .map, "a .rep trace: a file, or the name of one that comes with memwalk"),
      .key("align", .size, standard: .number(8), "the alignment of its blocks"),
    ],
    does: "puts a recorded trace behind the last step", example: "replay sqlite3 align=16"
  ) { (given, context) throws(LineError) in
    let alignment = given.number("align")
    guard alignment.nonzeroBitCount == 1 else {
      throw given.error(
        .wrongWord(
          NumberText.size(alignment), of: "align",
          allowed: ["8", "16", "32", "another power of two"],
          nearest: nil), at: "align")
    }
    do throws(MapError) {
      var trace = try context.traces(given.text("file"))
      trace.alignment = alignment
      context.scope.reserve(below: trace.slotCount)
      return .replay(trace)
    } catch {
      throw given.error(.map(error.message), at: "file")
    }
  }
}

extension [Argument] {
  /// What `writer` and `touch` have in common.
  fileprivate static func target(_ others: [Argument] = []) -> [Argument] {
    [
      .position(
        "address", .operand, optional: true, "a virtual address, or a name: the block, or the word"),
      .key("frame", .address, "the frame at a physical address instead"),
    ] + others
  }
}

extension ParsingContext {
  fileprivate mutating func target(
    of given: borrowing Arguments
  ) throws(LineError) -> Target {
    switch (given.has("address"), given.has("frame")) {
    case (true, true): throw given.error(.conflict("frame", "address"), at: "frame")
    case (false, false):
      throw given.error(.missing("ADDRESS or frame=ADDRESS", verb: given.verb.name))
    case (true, false): return .address(operand(given.reference("address")))
    case (false, true): return .frame(given.number("frame"))
    }
  }
}
