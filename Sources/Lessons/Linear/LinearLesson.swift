import Script
public import Session
import Simulation

/// A lesson in plain lines: no cursor moves, nothing is drawn. It reads lines, not keys.
public struct LinearLesson: LinearReader {
  /// Where the reader is.
  public private(set) var player: LessonPlayer
  /// Whether the reader has left.
  public private(set) var isOver = false

  private let prompt: LinearPrompt
  /// What the reader does besides.
  private var aside: Session?
  /// How many items of the page have been told.
  private var told = 0

  /// A lesson that begins where a player is.
  public init(_ player: LessonPlayer, _ prompt: LinearPrompt) {
    self.player = player
    self.prompt = prompt
  }

  /// What stands at the beginning.
  public mutating func begin() -> [String] {
    var lines = ["\(player.lesson.title)"]
    if let minutes = player.lesson.minutes { lines[0] += " (\(minutes) minutes)" }
    lines += Self.keys.map { "  \($0)" } + [""]
    return lines + tellPage()
  }

  /// What the lines do that a reader types.
  private static let keys = [
    "Enter or n: next · b: back · i: into a step · a number or word: an answer · h: hint",
    "a: show the answer · r: try it · page N · any command of the script language · q: leave",
  ]

  /// Does what a line says; returns what there is to read then.
  public mutating func take(_ line: String) -> [String] {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.first {
    case nil: return goOn(skippingAccesses: true)
    case "n" where words.count == 1: return goOn(skippingAccesses: true)
    case "i" where words.count == 1: return goOn(skippingAccesses: false)
    case "b" where words.count == 1: return goBack()
    case "h" where words.count == 1: return giveHint()
    case "a" where words.count == 1: return showAnswer()
    case "r" where words.count == 1: return beginAttempt()
    case "q" where words.count == 1:
      isOver = true
      return []
    case "?" where words.count == 1: return Self.keys
    case "page" where words.count == 2:
      guard let number = Int(words[1]), (1...player.lesson.pages.count).contains(number) else {
        return ["There are \(player.lesson.pages.count) pages."]
      }
      aside = nil
      player.turnPage(number - 1 - player.page)
      return tellPage()
    default: break
    }
    if player.openQuestion != nil, !Verb.begins(with: words[0]), words.dropFirst().first != "=" {
      return answer(line)
    }
    if player.openQuestion == nil, NumberText.parse(words[0]) != nil || words == ["none"] {
      return ["No question waits for its answer; Enter goes on."]
    }
    return carryOut(line)
  }
}

/// What the reader's lines do.
extension LinearLesson {
  private mutating func goOn(skippingAccesses: Bool) -> [String] {
    let wasAside = aside != nil
    aside = nil
    let page = player.page
    if let question = player.openQuestion {
      return ["Answer first: \(question.instruction); h gives a hint, a the answer."]
    }
    guard !player.isAtEnd else {
      isOver = !wasAside
      return ["This was the last page."]
    }
    if skippingAccesses { player.nextStep(skippingAccesses: true) } else { player.next() }
    return player.page == page ? tellStop() : tellPage()
  }

  private mutating func goBack() -> [String] {
    if aside != nil {
      aside = nil
      return ["Back in the lesson."] + tellMoment()
    }
    let page = player.page
    guard player.back() else { return ["This is the beginning."] }
    if player.page != page { return tellPage() }
    told = min(told, player.stop.reached)
    return tellStop()
  }

  private mutating func giveHint() -> [String] {
    guard let question = player.openQuestion else { return ["No question waits for its answer."] }
    guard player.hint() else { return replyLines }
    return ["Hint: \(player.hints(of: question).last ?? "")"]
  }

  private mutating func showAnswer() -> [String] {
    guard player.openQuestion != nil else { return ["No question waits for its answer."] }
    player.showAnswer()
    return replyLines + tellStop()
  }

  private mutating func answer(_ text: String) -> [String] {
    guard let question = player.openQuestion else { return [] }
    let hints = player.hints(of: question).count
    player.answer(text)
    var lines = replyLines
    if player.openQuestion != nil {
      let given = player.hints(of: question)
      if given.count > hints, let last = given.last { lines.append("Hint: \(last)") }
      return lines
    }
    return lines + tellStop()
  }

  private mutating func beginAttempt() -> [String] {
    guard let attempt = player.nextAttempt else { return ["There is nothing to try here."] }
    let isNext = player.stop.kind != .attempt(attempt)
    player.beginAttempt()
    aside = player.stop.session
    return (isNext ? PlainText.wrapped("Try: \(attempt.text)") : []) + [
      "Try it: type commands. \(PlainText.limit(of: attempt))b goes back to the lesson."
    ]
  }

  private mutating func carryOut(_ line: String) -> [String] {
    var session = aside ?? player.stop.session
    let point = session.timeline.point
    let answer = prompt.carryOut(line, on: &session) { statement in
      statement.belongsAside ? nil : "That is not done in a lesson: \(line)"
    }
    switch answer {
    case .nothing: return []
    case .refused(let lines): return lines
    case .done(_, let lines):
      aside = session
      guard session.timeline.point != point else { return lines }
      let told = PlainText.step(of: session) + lines
      guard player.attempt != nil else { return told }
      player.lookAtAttempt(session)
      return told + replyLines
    }
  }

  private var replyLines: [String] {
    guard let reply = player.reply else { return [] }
    return PlainText.wrapped(reply.text) + reply.proof.map { "  \($0)" }
  }
}

/// What there is to read.
extension LinearLesson {
  private mutating func tellPage() -> [String] {
    told = 0
    let page = player.lesson.pages[player.page]
    var lines = ["", "Page \(player.page + 1) of \(player.lesson.pages.count): \(page.title)", ""]
    lines += tellItems()
    return lines + tellMoment()
  }

  private mutating func tellStop() -> [String] { tellMoment() + tellItems() }

  /// What the stop is about.
  private func tellMoment() -> [String] {
    switch player.stop.kind {
    case .step, .access: return PlainText.step(of: player.stop.session)
    case .question(let question) where player.openQuestion != nil:
      var lines = [""] + PlainText.wrapped("Question: \(question.text)")
      if case .choice(let choices) = question.asked {
        lines += choices.enumerated().map { "  \($0 + 1)  \($1.text)" }
      }
      if let next = player.nextLine { lines.append("  The next step: \(next.text)") }
      lines += player.hints(of: question).map { "Hint: \($0)" }
      return lines + ["Your answer: \(question.instruction)."]
    case .question(let question): return PlainText.wrapped("Answered: \(question.text)")
    case .attempt(let attempt):
      return [""] + PlainText.wrapped("Try: \(attempt.text)")
        + ["\(PlainText.limit(of: attempt))r begins, Enter goes on without."]
    case .page, .pause: return []
    }
  }

  /// The text that has been reached since the last time.
  private mutating func tellItems() -> [String] {
    let items = player.lesson.pages[player.page].items
    var lines: [String] = []
    while told < min(player.stop.reached, items.count) {
      if case .text(let block) = items[told] { lines += PlainText.lines(of: block) + [""] }
      told += 1
    }
    return lines
  }
}

extension Statement {
  /// Whether a reader may do it within a lesson.
  fileprivate var belongsAside: Bool {
    switch self {
    case .save, .crash, .replay: false
    case .command, .boot, .show, .expect, .bookmark, .note, .direction, .comment, .find, .extreme,
      .goto, .writer, .touch, .branch, .instead, .other, .diff, .diffFirst, .help:
      true
    }
  }
}
