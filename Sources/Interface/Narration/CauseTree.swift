import CellGrid
import MemoryCore
import Script
import Simulation

/// The causes of a step, as a tree or as a chain.
enum CauseTree {
  /// The tree, a line for each event, drawn with box characters.
  static func lines(of step: Step, names: NameTable) -> [String] {
    lines(of: step.cause, CauseText(names: names), lead: "", below: "")
  }

  /// The events in order, `alloc ▸ walk free list ×5 ▸ split hole`, and behind them what the step
  /// did not have to do.
  ///
  /// What does not fit into so many columns is counted, and the remark left out.
  static func line(of step: Step, in scene: Scene, columns: Int = .max) -> StyledText {
    let theme = scene.theme
    let words = CauseText(names: scene.names)
    var links = flattened(step.cause).map { event in
      StyledText(words.short(event), theme.on(event.isAlarm ? theme.alarm : theme.text))
    }
    links[0] = StyledText(
      step.command.verb.name, theme.on(Layer(of: step.command).color(in: theme)))
    var line = joined(links, theme)
    var shown = links.count
    while line.columns > columns, shown > 1 {
      shown -= 1
      line = joined(Array(links[..<shown]), theme)
      line.append(" ▸ \(links.count - shown) more", theme.on(theme.dim))
    }
    if let remark = CauseRemark.text(for: step, in: scene.snapshot.machine) {
      let text = StyledText("   " + remark, theme.on(theme.dim))
      if shown == links.count, line.columns <= columns - text.columns { line.append(text) }
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

  private static func flattened(_ cause: Cause) -> [Cause.Event] {
    [cause.event] + cause.children.flatMap(flattened)
  }

  private static func joined(_ links: [StyledText], _ theme: Theme) -> StyledText {
    var line = links[0]
    for link in links.dropFirst() {
      line.append(" ▸ ", theme.on(theme.dim))
      line.append(link)
    }
    return line
  }
}

extension Cause.Event {
  /// Whether something went wrong.
  fileprivate var isAlarm: Bool {
    switch self {
    case .fault, .outOfMemory, .refused: true
    default: false
    }
  }
}

/// The part of the system that a command is for.
private enum Layer {
  case heap, tables, program, kernel

  init(of command: Command) {
    switch command {
    case .heap, .allocate, .free, .reallocate: self = .heap
    case .map, .identityMap, .unmap, .clean, .protect, .translate, .flush: self = .tables
    case .access(let access): self = access.isUser ? .program : .kernel
    case .machine, .boot, .allocateFrames, .freeFrames, .set, .physicalRead, .physicalWrite:
      self = .kernel
    }
  }

  func color(in theme: Theme) -> CellColor {
    switch self {
    case .heap: theme.heap
    case .tables: theme.table
    case .program: theme.user
    case .kernel: theme.kernel
    }
  }
}
