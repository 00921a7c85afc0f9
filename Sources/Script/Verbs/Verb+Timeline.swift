import Simulation

/// The verbs that move along the timeline, and those on its branches.
extension Verb {
  private static let condition = Key.condition(
    .position("condition", .condition, "what holds at the step"))
  private static let back = Key.word("back", "to the previous step")

  static let find = Verb(
    "find", [condition, back], does: "moves to the next step at which something holds",
    example: "find frames.free < 512 or oom > 0 back"
  ) { (given, _) throws(LineError) in
    .find(given[condition], backwards: given[back])
  } write: { statement in
    guard case .find(let sought, let backwards) = statement else { return nil }
    var written = Written(condition, sought)
    written[back] = backwards
    return written
  }

  /// The step's own figures are in no series.
  private static let seriesFigure = Key<Figure>.choice(
    .position(
      "figure", .word(Figure.allCases.filter { $0.group != .step }.map(\.rawValue)),
      "a figure of the machine"))

  static let greatest = extreme(
    .greatest, does: "moves to the first step at which a figure is greatest",
    example: "max heap.fragmentation")
  static let least = extreme(
    .least, does: "moves to the first step at which a figure is least", example: "min frames.free")

  private static func extreme(_ extreme: Extreme, does: String, example: String) -> Verb {
    Verb(
      extreme.rawValue, [seriesFigure], does: does, example: example
    ) { (given, _) throws(LineError) in
      .extreme(extreme, given[seriesFigure])
    } write: { statement in
      guard case .extreme(extreme, let figure) = statement else { return nil }
      return Written(seriesFigure, figure)
    }
  }

  private static let destination = Key<Destination>(
    .position(
      "place", .destination,
      "a step (0 is behind the boot, -1 the one before), 0% to 100%, start, end or a bookmark in "
        + "quotes"),
    decode: { if case .destination(let destination) = $0 { destination } else { nil } },
    encode: { .destination($0) })

  static let goto = Verb(
    "goto", [destination], does: "moves along the timeline", example: "goto 50%"
  ) { (given, _) throws(LineError) in
    .goto(given[destination])
  } write: { statement in
    guard case .goto(let place) = statement else { return nil }
    return Written(destination, place)
  }

  private static let target = Key.operand(
    .position(
      "address", .operand, or: "frame",
      "a virtual address, or a name: the block, or the word")
  ).optional
  private static let targetFrame = Key.number(
    .key("frame", .address, "the frame at a physical address instead")
  ).optional

  static let writer = Verb(
    "writer", [target, targetFrame], does: "moves to the last step that wrote it",
    example: "writer a"
  ) { (given, _) throws(LineError) in
    .writer(try target(of: given))
  } write: { statement in
    guard case .writer(let target) = statement else { return nil }
    return written(target)
  }

  static let touch = Verb(
    "touch", [target, targetFrame, back],
    does: "moves to the next step that reads or writes it",
    example: "touch frame=0x20_0000 back"
  ) { (given, _) throws(LineError) in
    .touch(try target(of: given), backwards: given[back])
  } write: { statement in
    guard case .touch(let target, let backwards) = statement else { return nil }
    var written = written(target)
    written[back] = backwards
    return written
  }

  private static func target(of given: borrowing Arguments) throws(LineError) -> Target {
    switch (given[target], given[targetFrame]) {
    case (_?, _?): throw given.error(.conflict("frame", "address"), at: "frame")
    case (nil, nil): throw given.error(.missing("ADDRESS or frame=ADDRESS", verb: given.verb.name))
    case (let operand?, nil): return .address(operand)
    case (nil, let address?): return .frame(address)
    }
  }

  private static func written(_ place: Target) -> Written {
    var written = Written()
    switch place {
    case .address(let operand): written[target] = operand
    case .frame(let address): written[targetFrame] = address
    }
    return written
  }

  private static let otherPolicy = Key<HeapPolicy>.choice(
    .key(
      "policy", .word(HeapPolicy.allCases.map(\.rawValue)),
      "run all commands again on such a heap, and stay at the step")
  ).optional

  private static let branchName = Key.text(
    .position(
      "name", .newName, optional: true, "what the branch is called; without it it has a number")
  ).optional

  static let branch = Verb(
    "branch", [branchName, otherPolicy],
    does: "leaves the run for a branch from here on; both stay, side by side",
    example: "branch tight policy=best-fit"
  ) { (given, _) throws(LineError) in
    .branch(name: given[branchName], policy: given[otherPolicy])
  } write: { statement in
    guard case .branch(let name, let policy) = statement else { return nil }
    var written = Written()
    written[branchName] = name
    written[otherPolicy] = policy
    return written
  }

  private static let command = Key<Command>(
    .position("command", .command, "the command, as a line of its own"),
    decode: { if case .command(let command) = $0 { command } else { nil } },
    encode: { .command($0) })

  static let instead = Verb(
    "instead", [command],
    does: "does another command in the next step's place, in a branch that keeps what follows",
    example: "instead b = alloc 64 align=64"
  ) { (given, _) throws(LineError) in
    .instead(given[command])
  } write: { statement in
    guard case .instead(let other?) = statement else { return nil }
    return Written(command, other)
  }

  static let skip = Verb(
    "skip", [], does: "takes the next step out, in a branch that keeps what follows",
    example: "skip"
  ) { (_, _) throws(LineError) in
    .instead(nil)
  } write: { statement in
    statement == .instead(nil) ? Written() : nil
  }

  private static let otherBranch = Key.text(
    .position(
      "branch", .branch, optional: true,
      "its name or number; without it the one that was left last")
  ).optional

  static let other = Verb(
    "other", [otherBranch], does: "goes to another branch", example: "other tight"
  ) { (given, _) throws(LineError) in
    .other(given[otherBranch])
  } write: { statement in
    guard case .other(let branch) = statement else { return nil }
    var written = Written()
    written[otherBranch] = branch
    return written
  }

  static let diff = Verb(
    "diff", [],
    does: "lists what differs from the other branch: blocks, holes, frames, entries, contents",
    example: "diff"
  ) { (_, _) throws(LineError) in
    .diff
  } write: { statement in
    statement == .diff ? Written() : nil
  }

  static let diffFirst = Verb(
    "diff first", [],
    does: "moves to the first step at which the branches part ways, and tells both",
    example: "diff first"
  ) { (_, _) throws(LineError) in
    .diffFirst
  } write: { statement in
    statement == .diffFirst ? Written() : nil
  }

  private static let trace = Key.text(
    .position("file", .map, "a .rep trace: a file, or the name of one that comes with memwalk"))
  private static let alignment = Key.number(
    .key("align", .size, standard: .number(8), "the alignment of its blocks"))

  static let replay = Verb(
    "replay", [trace, alignment], does: "puts a recorded trace behind the last step",
    example: "replay sqlite3 align=16"
  ) { (given, context) throws(LineError) in
    let multiple = given[alignment]
    guard multiple.nonzeroBitCount == 1 else {
      throw given.error(
        .wrongWord(
          NumberText.size(multiple), of: "align",
          allowed: ["8", "16", "32", "another power of two"], nearest: nil), at: "align")
    }
    do throws(MapError) {
      var source = try context.traces(given[trace])
      source.alignment = multiple
      context.scope.reserve(below: source.slotCount)
      return .replay(source)
    } catch {
      throw given.error(.map(error.message), at: "file")
    }
  } write: { statement in
    guard case .replay(let source) = statement else { return nil }
    var written = Written(trace, source.name)
    written[alignment] = source.alignment
    return written
  }
}
