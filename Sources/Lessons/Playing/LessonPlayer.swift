public import Script
public import Session
import Simulation

/// A lesson as its reader goes through it.
public struct LessonPlayer: Sendable {
  /// What happens in it.
  public private(set) var run: LessonRun
  /// The place of the stop that the reader is at.
  public private(set) var place = 0
  /// What the reader has answered.
  public var progress: LessonProgress
  /// How many hints have been given to each question, by its number.
  public private(set) var hintsGiven: [Int: Int] = [:]
  /// The wrong answers that have been given to the question at hand, the last one last.
  public private(set) var wrongAnswers: [String] = []
  /// What is said about the last answer.
  public private(set) var reply: Reply?
  /// What is being tried.
  public private(set) var attempt: AttemptState?

  /// A sentence about an answer.
  public struct Reply: Equatable, Sendable {
    /// Whether it was right.
    public var isRight: Bool
    /// What is said.
    public var text: String
    /// The lines that prove it.
    public var proof: [String] = []
  }

  /// A lesson at its first page.
  public init(_ run: LessonRun, progress: LessonProgress = LessonProgress()) {
    self.run = run
    self.progress = progress
  }

  /// The lesson.
  public var lesson: Lesson { run.lesson }
  /// The stop that the reader is at.
  public var stop: LessonStop { run.stops[place] }
  /// The page, from 0.
  public var page: Int { stop.page }
  /// Whether there is nothing behind it.
  public var isAtEnd: Bool { place == run.stops.count - 1 }

  /// The question at hand; `nil` where none waits for its answer.
  public var openQuestion: Question? {
    guard case .question(let question) = stop.kind, progress[question] == nil else { return nil }
    return question
  }

  /// The line that will be carried out next, if something is asked about it.
  public var nextLine: ScriptLine? {
    guard case .question = stop.kind, let next = nextStep,
      case .commands(let block) = lesson.pages[next.page].items[next.item]
    else { return nil }
    return block.lines[next.linesDone - 1]
  }
}

/// Going through the pages.
extension LessonPlayer {
  /// Goes on; false where a question waits for its answer, and at the end.
  @discardableResult
  public mutating func next() -> Bool {
    guard openQuestion == nil, !isAtEnd else { return false }
    // What was said about an answer stays until the step is made that it is about.
    let kept = stop.kind == .pause || stop.kind == .access ? reply : nil
    go(to: place + 1)
    reply = kept
    return true
  }

  /// Goes back; false at the start.
  @discardableResult
  public mutating func back() -> Bool {
    guard place > 0 else { return false }
    go(to: place - 1)
    return true
  }

  /// Goes to the start of a page so many further; as far as there are pages.
  public mutating func turnPage(_ distance: Int) {
    let wanted = max(0, min(page + distance, lesson.pages.count - 1))
    guard let start = run.stops.firstIndex(where: { $0.page == wanted }) else { return }
    go(to: start)
  }

  /// Goes on to the end of the accesses of a step, or to the next stop that is none.
  public mutating func nextStep(skippingAccesses: Bool) {
    while next(), skippingAccesses, case .access = stop.kind {}
  }

  fileprivate mutating func go(to place: Int) {
    self.place = place
    (reply, attempt, wrongAnswers) = (nil, nil, [])
  }

  /// The stop of the next step.
  private var nextStep: LessonStop? { run.stops[(place + 1)...].first(where: \.isStep) }
}

/// Answering.
extension LessonPlayer {
  /// The right answer to the question at hand.
  public var rightAnswer: RightAnswer? {
    guard case .question(let question) = stop.kind, let after = nextStep else { return nil }
    return RightAnswer(to: question, before: stop.session, after: after.session)
  }

  /// Takes an answer that was typed. Only a right one lets the reader go on.
  public mutating func answer(_ text: String) {
    guard let question = openQuestion, let right = rightAnswer else { return }
    guard let isRight = right.isMet(by: text) else {
      reply = Reply(isRight: false, text: "The answer is \(question.instruction).")
      return
    }
    judge(isRight, text, question, right)
  }

  /// Takes an answer that was pointed at.
  public mutating func answer(_ selection: Selection) {
    guard let question = openQuestion, let right = rightAnswer else { return }
    judge(right.isMet(by: selection), "that one", question, right)
  }

  /// Gives the next hint; false if there is none.
  @discardableResult
  public mutating func hint() -> Bool {
    guard let question = openQuestion else { return false }
    let given = hintsGiven[question.number, default: 0]
    guard given < question.hints.count else {
      reply = Reply(
        isRight: false,
        text: question.hints.isEmpty
          ? "There is no hint for this one." : "There is no other hint.")
      return false
    }
    hintsGiven[question.number] = given + 1
    reply = nil
    return true
  }

  /// The hints that have been given to a question.
  public func hints(of question: Question) -> [String] {
    Array(question.hints.prefix(hintsGiven[question.number, default: 0]))
  }

  /// Gives the answer, and goes on.
  public mutating func showAnswer() {
    guard let question = openQuestion, let right = rightAnswer else { return }
    progress[question] = .shown
    let proof = self.proof
    nextStep(skippingAccesses: false)
    reply = Reply(
      isRight: true,
      text: sentence("The answer is \(right.text(of: question))", question), proof: proof)
  }

  private mutating func judge(
    _ isRight: Bool, _ text: String, _ question: Question, _ right: RightAnswer
  ) {
    guard isRight else {
      wrongAnswers.append(text)
      let hadHint = hint()
      reply = Reply(
        isRight: false, text: hadHint ? "Not quite." : "Not quite, and there is no other hint.")
      return
    }
    progress[question] = .right(tries: wrongAnswers.count + 1)
    nextStep(skippingAccesses: false)
    reply = Reply(isRight: true, text: sentence("Right: \(right.text(of: question))", question))
  }

  private func sentence(_ start: String, _ question: Question) -> String {
    start + (start.hasSuffix(".") ? "" : ".") + (question.reason.map { " " + $0 } ?? "")
  }

  /// What the machine did in the step that was asked about.
  private var proof: [String] {
    guard let after = nextStep?.session else { return [] }
    return Array(Report.lines(.why, of: after).dropFirst(3).prefix(8))
  }
}

/// Trying for oneself.
extension LessonPlayer {
  /// What there is to try on the page of the reader: that of the stop, or the next one.
  public var nextAttempt: Attempt? {
    if case .attempt(let attempt) = stop.kind { return attempt }
    guard isBeforeAttempt, case .attempt(let attempt) = run.stops[place + 1].kind else {
      return nil
    }
    return attempt
  }

  /// Whether what there is to try comes next on the page.
  private var isBeforeAttempt: Bool {
    guard openQuestion == nil, !isAtEnd, run.stops[place + 1].page == page else { return false }
    if case .attempt = run.stops[place + 1].kind { return true }
    return false
  }

  /// Begins what there is to try, at the lesson's machine as it is here.
  public mutating func beginAttempt() {
    if isBeforeAttempt { go(to: place + 1) }
    attempt = nextAttempt.map { AttemptState($0, at: stop.session) }
    reply = nil
  }

  /// Looks at the reader's session behind a command.
  public mutating func lookAtAttempt(_ session: Session) {
    guard attempt != nil, attempt?.isDone == false else { return }
    do {
      try attempt?.look(at: session)
    } catch {
      reply = Reply(isRight: false, text: error.message)
      return
    }
    guard let attempt else { return }
    if attempt.isDone {
      progress.noteDone(attempt.attempt)
      reply = Reply(
        isRight: true,
        text: "Done, with \(Phrase.count(UInt64(attempt.commandCount), "command")).")
    } else if attempt.isOverLimit {
      reply = Reply(
        isRight: false,
        text: "That was more than \(Phrase.count(UInt64(attempt.attempt.limit ?? 0), "command")):"
          + " begin again with r.")
    } else {
      reply = Reply(
        isRight: false,
        text: "Goal \(attempt.metCount + 1) of \(attempt.attempt.goals.count) is next"
          + (attempt.commandsLeft.map { ", \(Phrase.count(UInt64($0), "command")) left." } ?? "."))
    }
  }
}

extension LessonPlayer {
  /// Takes a lesson that was written anew, and stays as near as its pages allow.
  public mutating func replace(by run: LessonRun) {
    let page = page
    self.run = run
    go(to: 0)
    turnPage(page)
  }
}
