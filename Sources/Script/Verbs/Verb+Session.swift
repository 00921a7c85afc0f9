import Simulation

/// The verbs that look at the machine, and those on the session.
extension Verb {
  private static let view = Key<ShowRequest.View>.choice(
    .position("view", .word(ShowRequest.View.allCases.map(\.rawValue)), "what to show"))
  private static let place = Key<ShowRequest.Place>(
    .key("at", .place, "a step (decimal; -1 is of the boot), or an address (hex, or a name)"),
    decode: { value in
      switch value {
      case .destination(let step): .step(step)
      case .operand(let operand): .address(operand)
      default: nil
      }
    },
    encode: { place in
      switch place {
      case .step(let step): .destination(step)
      case .address(let operand): .operand(operand)
      }
    }
  ).optional

  static let show = Verb(
    "show", [view, place], does: "prints a view, or opens it",
    example: "show tables at=0x4444_4444_0000"
  ) { (given, _) throws(LineError) in
    .show(ShowRequest(view: given[view], place: given[place]))
  } write: { statement in
    guard case .show(let request) = statement else { return nil }
    var written = Written(view, request.view)
    written[place] = request.place
    return written
  }

  private static let figure = Key<Comparison>(
    .position("figure", .comparison, "a figure and what it is compared with"),
    decode: {
      if case .condition(.figure(let comparison)) = $0 { comparison } else { nil }
    },
    encode: { .condition(.figure($0)) })

  static let expect = Verb(
    "expect", [figure], does: "fails the run unless a figure compares so",
    example: "expect heap.holes == 1"
  ) { (given, _) throws(LineError) in
    .expect(.figure(given[figure]))
  } write: { statement in
    guard case .expect(.figure(let comparison)) = statement else { return nil }
    return Written(figure, comparison)
  }

  private static let code = Key<FaultExpectation>(
    .position("code", .fault, "the error code of a page fault, or gp for general protection"),
    decode: { if case .fault(let fault) = $0 { fault } else { nil } }, encode: { .fault($0) })

  static let expectFault = Verb(
    "expect fault", [code], does: "fails the run unless the access before it faulted so",
    example: "expect fault 0x7"
  ) { (given, _) throws(LineError) in
    .expect(.fault(given[code]))
  } write: { statement in
    guard case .expect(.fault(let fault)) = statement else { return nil }
    return Written(code, fault)
  }

  private static let error = Key.word(
    .position("error", .word(Refusal.words), "the kind of error"))

  static let expectError = Verb(
    "expect error", [error], does: "fails the run unless the command before it failed so",
    example: "expect error double-free"
  ) { (given, _) throws(LineError) in
    .expect(.error(given[error]))
  } write: { statement in
    guard case .expect(.error(let word)) = statement else { return nil }
    return Written(error, word)
  }

  private static let mark = Key.text(.position("text", .text, "the name"))

  static let bookmark = Verb(
    "bookmark", [mark], does: "gives the step a name",
    example: "bookmark \"after the first free\""
  ) { (given, _) throws(LineError) in
    .bookmark(given[mark])
  } write: { statement in
    guard case .bookmark(let text) = statement else { return nil }
    return Written(mark, text)
  }

  private static let words = Key.text(.position("text", .text, "what to tell"))

  static let note = Verb(
    "note", [words], does: "tells something with the step before it",
    example: "note \"The hole is found again.\""
  ) { (given, _) throws(LineError) in
    .note(given[words])
  } write: { statement in
    guard case .note(let text) = statement else { return nil }
    return Written(words, text)
  }

  private static let path = Key.text(.position("file", .text, "the file, in quotes"))

  private static let force = Key.word("force", "in place of a file that is there")

  static let save = Verb(
    "save", [path, force], does: "writes the session as a script",
    example: "save \"monday.mw\" force"
  ) { (given, _) throws(LineError) in
    .save(given[path], replacing: given[force])
  } write: { statement in
    guard case .save(let file, let isReplacing) = statement else { return nil }
    var written = Written(path, file)
    written[force] = isReplacing
    return written
  }

  static let crash = Verb(
    "crash", hidden: true, [],
    does: "ends the program with a fatal error, to see that the terminal survives",
    example: "crash"
  ) { (_, _) throws(LineError) in
    .crash
  } write: { statement in
    statement == .crash ? Written() : nil
  }

  private static let topic = Key.word(
    .position(
      "topic", .topic, optional: true,
      "the verb or the term to explain, or glossary for all terms; without it all verbs")
  ).optional

  static let help = Verb(
    "help", [topic], does: "lists the verbs, or explains one, or a term of the field",
    example: "help page fault"
  ) { (given, _) throws(LineError) in
    .help(given[topic])
  } write: { statement in
    guard case .help(let name) = statement else { return nil }
    var written = Written()
    written[topic] = name
    return written
  }
}
