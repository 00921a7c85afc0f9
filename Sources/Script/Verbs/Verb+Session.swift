import Simulation

/// The verbs that look at the machine, and those on the session.
extension Verb {
  static let show = Verb(
    "show",
    [
      .position("view", .word(ShowRequest.View.allCases.map(\.rawValue)), "what to show"),
      .key("at", .place, "a step (decimal), or an address (hex, or a name)"),
    ],
    does: "prints a view, or opens it", example: "show tables at=0x4444_4444_0000"
  ) { (given, context) throws(LineError) in
    let place: ShowRequest.Place? =
      switch given["at"] {
      case .number(let step): .step(step)
      case .reference(let reference): .address(context.operand(reference))
      default: nil
      }
    return .show(ShowRequest(view: given.choice("view"), place: place))
  }

  static let expect = Verb(
    "expect", [.position("figure", .comparison, "a figure and what it is compared with")],
    does: "fails the run unless a figure compares so", example: "expect heap.holes == 1"
  ) { (given, _) throws(LineError) in
    guard case .figure(let comparison) = given.condition("figure") else {
      fatalError("the table of verbs has no figure to expect")
    }
    return .expect(.figure(comparison))
  }

  static let expectFault = Verb(
    "expect fault",
    [.position("code", .fault, "the error code of a page fault, or gp for general protection")],
    does: "fails the run unless the access before it faulted so", example: "expect fault 0x7"
  ) { (given, _) throws(LineError) in
    guard case .fault(let fault) = given["code"] else {
      fatalError("the table of verbs has no fault to expect")
    }
    return .expect(.fault(fault))
  }

  static let expectError = Verb(
    "expect error", [.position("error", .word(Refusal.words), "the kind of error")],
    does: "fails the run unless the command before it failed so",
    example: "expect error double-free"
  ) { (given, _) throws(LineError) in
    .expect(.error(given.word("error")))
  }

  static let bookmark = Verb(
    "bookmark", [.position("text", .text, "the name")], does: "gives the step a name",
    example: "bookmark \"after the first free\""
  ) { (given, _) throws(LineError) in
    .bookmark(given.text("text"))
  }

  static let note = Verb(
    "note", [.position("text", .text, "what to tell")],
    does: "tells something with the step before it", example: "note \"The hole is found again.\""
  ) { (given, _) throws(LineError) in
    .note(given.text("text"))
  }

  static let save = Verb(
    "save", [.position("file", .text, "the file, in quotes")],
    does: "writes the session as a script", example: "save \"monday.mw\""
  ) { (given, _) throws(LineError) in
    .save(given.text("file"))
  }

  static let crash = Verb(
    "crash", [], does: "ends the program with a fatal error, to see that the terminal survives",
    example: "crash"
  ) { (_, _) throws(LineError) in
    .crash
  }

  static let help = Verb(
    "help", [.position("verb", .verb, optional: true, "the verb to explain; without it all")],
    does: "lists the verbs, or explains one", example: "help frame alloc"
  ) { (given, _) throws(LineError) in
    .help(given.has("verb") ? given.word("verb") : nil)
  }
}

extension Arguments {
  func condition(_ key: String) -> Condition {
    guard case .condition(let condition) = self[key] else {
      fatalError("the table of verbs has no condition '\(key)'")
    }
    return condition
  }
}
