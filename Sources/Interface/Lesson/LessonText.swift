import CellGrid
import Lessons
import Script

/// The text of a lesson's page as far as its reader has come, in rows.
struct LessonText {
  /// The rows.
  private(set) var rows: [StyledText] = []
  /// Where the answer is typed: a row, and the column of the cursor; `nil` where none is.
  private(set) var answer: (row: Int, column: Int)?

  private let theme: Theme
  private let columns: Int
  private let keys: KeyNames
  private let player: LessonPlayer

  init(_ lesson: LessonState, _ theme: Theme, _ keys: KeyNames, _ size: GridSize) {
    (self.theme, self.columns, self.keys) = (theme, size.columns, keys)
    player = lesson.player
    let page = player.lesson.pages[player.page]
    for (place, item) in page.items.enumerated().prefix(player.stop.reached) {
      switch item {
      case .text(let block): add(block)
      case .commands(let block) where block.mode == .setup: break
      case .commands(let block): add(block, at: place)
      case .question(let question): add(question, at: place, lesson)
      case .attempt(let attempt): add(attempt, at: place)
      }
    }
    if let reply = player.reply, lesson.answer == nil { add(reply, height: size.rows) }
    if lesson.isAside, player.attempt == nil {
      add([run("What you do here stays here: \(keys.forward) returns.", theme.dim)])
    }
    while rows.last?.columns == 0 { rows.removeLast() }
  }

  private func run(_ text: String, _ color: CellColor) -> StyledText.Run {
    StyledText.Run(text, theme.on(color))
  }

  /// Adds a paragraph and an empty row.
  private mutating func add(_ runs: [StyledText.Run], lead: String = "") {
    rows += LessonRows.rows(
      of: runs, columns: columns, lead: StyledText(lead, theme.on(theme.dim)))
    rows.append(StyledText())
  }

  private mutating func add(_ block: TextBlock) {
    let runs = block.runs.map { run in
      switch run.style {
      case .plain: self.run(run.text, theme.text)
      case .emphasis, .strong: StyledText.Run(run.text, theme.on(theme.bright).bold)
      case .code: self.run(run.text, theme.user)
      }
    }
    switch block.kind {
    case .paragraph: add(runs)
    case .quote: add(runs, lead: "▌ ")
    case .point(let marker, let depth):
      // Points stand close together.
      if rows.last?.columns == 0, lastIsPoint { rows.removeLast() }
      add(runs, lead: String(repeating: "  ", count: depth) + marker + " ")
      lastIsPoint = true
      return
    case .code:
      for line in block.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        rows.append(StyledText("  " + line, theme.on(theme.user)).truncated(to: columns))
      }
      rows.append(StyledText())
    }
    lastIsPoint = false
  }

  private var lastIsPoint = false

  /// The commands of a block, each with a mark if it has been carried out.
  private mutating func add(_ block: CommandBlock, at place: Int) {
    let isHere = player.stop.item == place
    let done = isHere ? player.stop.linesDone : block.lines.count
    var added = false
    for (index, line) in block.lines.enumerated() where line.isShown {
      let isNow = isHere && (player.stop.kind == .access ? index == done : index == done - 1)
      let mark = index < done ? "✓ " : isNow ? "▸ " : "· "
      let color = isNow ? theme.accent : index < done ? theme.text : theme.dim
      rows += LessonRows.rows(
        of: [run(line.text, color)], columns: columns,
        lead: StyledText(mark, theme.on(isNow ? theme.accent : theme.dim)))
      added = true
    }
    if added { rows.append(StyledText()) }
  }

  private mutating func add(_ question: Question, at place: Int, _ lesson: LessonState) {
    let answered = player.progress[question]
    let isHere = player.stop.item == place
    add([StyledText.Run(question.text, theme.on(theme.bright).bold)])
    if case .choice(let choices) = question.asked {
      rows.removeLast()
      for (index, choice) in choices.enumerated() {
        rows += LessonRows.rows(
          of: [run(choice.text, theme.text)], columns: columns,
          lead: StyledText("  \(index + 1) ", theme.on(theme.bright)))
      }
      rows.append(StyledText())
    }
    guard isHere, answered == nil else {
      if let answered {
        let said =
          switch answered {
          case .right(tries: 1): "✓ answered at the first try"
          case .right(let tries): "✓ answered at try \(tries)"
          case .shown: "· the answer was shown"
          }
        rows.removeLast()
        add([run(said, theme.heap)])
      }
      return
    }
    if let next = player.nextLine {
      rows.removeLast()
      add([run("next  ", theme.dim), run(next.text, theme.user)])
    }
    for hint in player.hints(of: question) { add([run(hint, theme.text)], lead: "hint  ") }
    if let last = player.wrongAnswers.last, lesson.answer == nil {
      rows.append(StyledText([run("  your answer  ", theme.dim), run(last, theme.alarm)]))
    }
    if let line = lesson.answer {
      let lead = "  your answer  "
      let window = PromptWindow(line, columns: columns - lead.count)
      answer = (rows.count, lead.count + window.cursorColumn)
      rows.append(
        StyledText([run(lead, theme.dim), run(window.text, theme.bright), run("▏", theme.accent)]))
    } else {
      let how =
        question.isPointing
        ? "Enter points at it; or type \(question.instruction)" : "Enter: \(question.instruction)"
      rows += LessonRows.rows(of: [run(how, theme.dim)], columns: columns, lead: "  ")
    }
    rows.append(StyledText())
  }

  private mutating func add(_ attempt: Attempt, at place: Int) {
    add([StyledText.Run(attempt.text, theme.on(theme.bright).bold)])
    guard player.stop.item == place else { return }
    rows.removeLast()
    if let state = player.attempt {
      let met = String(repeating: "✓ ", count: state.metCount)
      let open = String(repeating: "· ", count: attempt.goals.count - state.metCount)
      add([run("  goals  ", theme.dim), run(met, theme.heap), run(open, theme.dim)])
    } else {
      let limit = attempt.limit.map { ", with \($0) commands at most" } ?? ""
      let isDone = player.progress.isDone(attempt) ? "Done before. " : ""
      add([run("  \(isDone)r begins\(limit); \(keys.forward) goes on without", theme.dim)])
    }
  }

  private mutating func add(_ reply: LessonPlayer.Reply, height: Int) {
    let color = reply.isRight ? theme.heap : theme.alarm
    add([run(reply.text, color)], lead: reply.isRight ? "✓ " : "  ")
    // What the machine did is told where it takes the place of nothing else.
    guard rows.count + reply.proof.count <= height else { return }
    for line in reply.proof {
      rows.append(StyledText(line, theme.on(theme.dim)).truncated(to: columns))
    }
  }
}

extension ScriptLine {
  /// Whether a page shows the line: it makes a step, and is no direction.
  fileprivate var isShown: Bool { statement.isSeen }
}
