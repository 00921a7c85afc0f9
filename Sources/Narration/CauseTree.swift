import Script
public import Simulation

/// The causes of a step, as a tree or as a chain.
public enum CauseTree {
  /// The tree, a line for each event, drawn with box characters.
  public static func lines(of step: Step, names: NameTable) -> [String] {
    lines(of: step.cause, CauseText(names: names), lead: "", below: "")
  }

  /// The events in order, `alloc ▸ walk free list ×5 ▸ split hole`, and behind them what the step
  /// did not have to do.
  ///
  /// What does not fit into so many columns is counted, and the remark left out.
  public static func line(
    of step: Step, in machine: Machine, names: NameTable, room: Room = .unlimited
  ) -> Wording {
    let words = CauseText(names: names)
    var links = flattened(step.cause).map { event in
      Wording(words.short(event), event.isAlarm ? .alarm : .plain)
    }
    links[0] = Wording(step.command.verb.name, .layer(Layer(of: step.command)))
    var line = joined(links)
    var shown = links.count
    while !room.fits(line), shown > 1 {
      shown -= 1
      line = joined(links[..<shown])
      line.append(" ▸ \(links.count - shown) more", .aside)
    }
    if shown == links.count, let remark = CauseRemark.text(for: step, in: machine) {
      let longer = line + Wording("   " + remark, .aside)
      if room.fits(longer) { line = longer }
    }
    return line
  }

  private static func lines(
    of cause: Cause, _ words: CauseText, lead: String, below: String
  ) -> [String] {
    var lines = [lead + words.full(cause.event)]
    for (place, child) in cause.children.enumerated() {
      let isLast = place == cause.children.count - 1
      lines += self.lines(
        of: child, words, lead: below + (isLast ? "└─ " : "├─ "),
        below: below + (isLast ? "   " : "│  "))
    }
    return lines
  }

  private static func flattened(_ cause: Cause) -> [Event] {
    [cause.event] + cause.children.flatMap(flattened)
  }

  private static func joined(_ links: some Collection<Wording>) -> Wording {
    var line = Wording("", .plain)
    for (place, link) in links.enumerated() {
      if place > 0 { line.append(" ▸ ", .aside) }
      line.append(link)
    }
    return line
  }
}

extension Event {
  /// Whether something went wrong.
  fileprivate var isAlarm: Bool {
    switch self {
    case .refused: true
    case .heap(let event): event.isAlarm
    case .access(let event): event.isAlarm
    case .command, .boot, .frames, .paging: false
    }
  }
}

extension HeapEvent {
  fileprivate var isAlarm: Bool {
    switch self {
    case .outOfMemory: true
    case .allocate, .walkHoles, .splitHole, .takeHole, .writeHeaders, .movePointer, .countRelease,
      .isFull, .grow, .extend, .copy, .insertHole:
      false
    }
  }
}

extension AccessEvent {
  fileprivate var isAlarm: Bool {
    switch self {
    case .fault: true
    case .walkTables, .hitTLB, .repeatAccess, .flushTLB: false
    }
  }
}
