import MemoryCore
import Script
public import Simulation

/// The causes of a step, as a tree or as a chain.
public enum CauseTree {
  /// The tree, a line for each event, drawn with box characters.
  public static func lines(of step: Step, names: NameTable) -> [String] {
    lines(of: step.cause.joined, CauseText(names: names), lead: "", below: "")
  }

  /// The events in order, `alloc ▸ walk free list ×5 ▸ split hole`, and behind them what the step
  /// did not have to do.
  ///
  /// What does not fit into so many columns is counted, and the remark left out.
  public static func line(
    of step: Step, in machine: Machine, names: NameTable, room: Room = .unlimited
  ) -> Wording {
    let words = CauseText(names: names)
    var links = flattened(step.causeWithoutWords.joined).map { event in
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
    (cause.event.isDetail ? [] : [cause.event]) + cause.children.flatMap(flattened)
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

extension Cause {
  /// The same with events of one kind below one other taken together, as a loop makes them: "write
  /// entries ×16" instead of sixteen entries.
  fileprivate var joined: Cause {
    var causes: [Cause] = []
    for child in children {
      // A loop goes through a few kinds: only the last ones are looked at.
      if let (place, event) = causes.indices.suffix(16).lazy.reversed().compactMap({ place in
        causes[place].event.adding(child.event).map { (place, $0) }
      }).first {
        causes[place].event = event
        causes[place].children += child.children
      } else {
        causes.append(child)
      }
    }
    return Cause(event, causes.map(\.joined))
  }
}

extension Event {
  /// Whether only the tree tells of it, not the chain.
  fileprivate var isDetail: Bool {
    switch self {
    case .words, .paging(.lookUp(_)), .heap(.act(.walkHoles(passed: 0))): true
    case .command, .refused, .boot, .heap, .frames, .paging, .access: false
    }
  }

  /// Whether something went wrong.
  fileprivate var isAlarm: Bool {
    switch self {
    case .refused: true
    case .heap(let event): event.isAlarm
    case .access(let event): event.isAlarm
    case .command, .boot, .frames, .paging, .words: false
    }
  }
}

extension HeapEvent {
  fileprivate var isAlarm: Bool {
    switch self {
    case .outOfMemory: true
    case .allocate, .act, .isFull, .grow, .extend, .copy: false
    }
  }
}

extension AccessEvent {
  fileprivate var isAlarm: Bool {
    switch self {
    case .fault: true
    case .walkTables, .hitTLB, .repeatAccess, .flushPages, .flushTLB: false
    }
  }
}
