import Simulation

/// The verbs that say how the screen is to look: directions of a script or a lesson.
extension Verb {
  private static let layoutName = Key<ScreenLayout>.choice(
    .position("name", .word(ScreenLayout.allCases.map(\.rawValue)), "the arrangement of views"))

  static let layout = Verb(
    "layout", [layoutName], does: "arranges the views, in the interface", example: "layout tables"
  ) { (given, _) throws(LineError) in
    .direction(.layout(given[layoutName]))
  } write: { statement in
    guard case .direction(.layout(let layout)) = statement else { return nil }
    return Written(layoutName, layout)
  }

  private static let focused = Key<ScreenView>.choice(
    .position("view", .word(ScreenView.allCases.map(\.rawValue)), "the view that gets the keys"))

  static let focus = Verb(
    "focus", [focused], does: "gives the keys to a view, in the interface", example: "focus heap"
  ) { (given, _) throws(LineError) in
    .direction(.focus(given[focused]))
  } write: { statement in
    guard case .direction(.focus(let view)) = statement else { return nil }
    return Written(focused, view)
  }

  private static let zoomed = Key<ScreenView>.choice(
    .position("view", .word(["frames", "heap"]), "the map"))
  private static let scale = Key<Zoom>.choice(
    .position("scale", .word(Zoom.allCases.map(\.rawValue)), "closer, farther, or all of it"))

  static let zoom = Verb(
    "zoom", [zoomed, scale], does: "changes how much memory a cell of a map stands for",
    example: "zoom heap in"
  ) { (given, _) throws(LineError) in
    .direction(.zoom(given[zoomed], given[scale]))
  } write: { statement in
    guard case .direction(.zoom(let view, let change)) = statement else { return nil }
    var written = Written(zoomed, view)
    written[scale] = change
    return written
  }

  private static let what = Key.operand(
    .position(
      "address", .operand, optional: true,
      "a name, an address, or cr3: a block, the entry that decides, the root table")
  ).optional
  private static let frame = Key.number(.key("frame", .address, "the frame at a physical address"))
    .optional
  private static let entry = Key.operand(
    .key("entry", .operand, "the lowest table entry on the way to it")
  ).optional
  private static let hole = Key.operand(.key("hole", .operand, "the hole of the heap there"))
    .optional

  static let highlight = Verb(
    "highlight", [what, frame, entry, hole],
    does: "puts the cursor on something until the next step, in the interface",
    example: "highlight entry=0x4444_4444_0000"
  ) { (given, _) throws(LineError) in
    let all: [Highlight?] = [
      given[what].map { .address($0) },
      given[frame].map { .frame($0) }, given[entry].map { .entry($0) },
      given[hole].map { .hole($0) },
    ]
    let found = all.compactMap(\.self)
    guard let one = found.first else {
      throw given.error(
        .missing("ADDRESS, frame=, entry= or hole=", verb: given.verb.name), at: "address")
    }
    guard found.count == 1 else {
      let keys = ["address", "frame", "entry", "hole"].filter { given.has($0) }
      throw given.error(.conflict(keys[1], keys[0]), at: keys[1])
    }
    return .direction(.highlight(one))
  } write: { statement in
    guard case .direction(.highlight(let place)) = statement else { return nil }
    var written = Written()
    switch place {
    case .address(let operand): written[what] = operand
    case .frame(let address): written[frame] = address
    case .entry(let operand): written[entry] = operand
    case .hole(let operand): written[hole] = operand
    }
    return written
  }

  static let pause = Verb(
    "pause", [], does: "waits for the reader of a lesson, before what follows", example: "pause"
  ) { (_, _) throws(LineError) in
    .direction(.pause)
  } write: { statement in
    statement == .direction(.pause) ? Written() : nil
  }
}
