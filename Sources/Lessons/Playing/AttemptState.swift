import MemoryCore
import Script
public import Session
import Simulation

/// How far a reader has come with something to try.
public struct AttemptState: Sendable {
  /// What is to be brought about.
  public let attempt: Attempt
  /// How many of its goals have been met.
  public private(set) var metCount = 0
  /// How many commands the reader has given.
  public private(set) var commandCount = 0

  /// The pages that the accesses were to which met a goal.
  private var pages: [UInt64] = []
  private let start: Int

  /// A beginning, at the point of a session.
  public init(_ attempt: Attempt, at session: Session) {
    self.attempt = attempt
    start = session.timeline.point
  }

  /// Whether all goals have been met.
  public var isDone: Bool { metCount == attempt.goals.count }

  /// Whether more commands were given than it may take.
  public var isOverLimit: Bool { attempt.limit.map { commandCount > $0 } ?? false }

  /// How many of the commands that it may take are left.
  public var commandsLeft: Int? { attempt.limit.map { max(0, $0 - commandCount) } }

  /// Looks at the session behind a command of the reader: the next goal may be met.
  public mutating func look(at session: Session) throws(LessonMistake) {
    commandCount += 1
    guard !isDone, !isOverLimit, try isNextGoalMet(in: session) else { return }
    metCount += 1
    pages.append(session.value(of: .accessPage))
  }

  /// Whether the next goal holds before anything has been tried: the step that led there is none of
  /// the reader's.
  public func isNextGoalMet(before session: Session) throws(LessonMistake) -> Bool {
    try condition(of: attempt.goals[metCount], in: session).holdsAtRest { session.value(of: $0) }
  }

  /// Whether the next goal holds at the point.
  public func isNextGoalMet(in session: Session) throws(LessonMistake) -> Bool {
    let goal = attempt.goals[metCount]
    return session.holds(try condition(of: goal, in: session))
  }

  /// The condition of a goal, in which what only tries know has been put in.
  private func condition(
    of goal: Attempt.Goal, in session: Session
  ) throws(LessonMistake) -> Condition {
    let text = try resolved(goal.text, in: session)
    var scope = Scope(names: session.names)
    let line: ScriptLine?
    do throws(ScriptError) {
      line = try ScriptParser(maps: { name throws(MapError) in throw MapError(name) })
        .parse(line: "find " + text, scope: &scope)
    } catch {
      throw LessonMistake(error.message, at: goal.text)
    }
    guard case .find(let condition, backwards: _)? = line?.statement else {
      throw LessonMistake("this is no condition", at: goal.text)
    }
    return condition
  }

  /// `goal.1.page` becomes the page, `since.frees <= 8` what always or never holds.
  private func resolved(
    _ text: PlacedText, in session: Session
  ) throws(LessonMistake) -> String {
    var words = text.text.replacing("(", with: " ( ").replacing(")", with: " ) ")
      .split(separator: " ").map(String.init)
    for index in words.indices {
      let parts = words[index].split(separator: ".", omittingEmptySubsequences: false)
      if parts.count == 3, parts[0] == "goal", parts[2] == "page" {
        guard let number = Int(parts[1]), number >= 1, number <= metCount else {
          throw LessonMistake(
            "goal.\(parts[1]).page speaks of an earlier goal: goal 1 is the first", at: text)
        }
        words[index] = String(pages[number - 1])
      } else if parts.count == 2, parts[0] == "since" {
        guard let counter = Counter(rawValue: String(parts[1])) else {
          let known = Counter.allCases.map { "since.\($0.rawValue)" }
          throw LessonMistake("what is counted is \(WordList.or(known))", at: text)
        }
        guard index + 2 < words.count, let relation = Relation(rawValue: words[index + 1]),
          let number = UInt64(words[index + 2])
        else { throw LessonMistake("\(words[index]) is compared with a number", at: text) }
        let holds = relation.holds(UInt64(count(counter, in: session)), number)
        words.replaceSubrange(
          index...index + 2, with: holds ? ["step", ">=", "0"] : ["step", "<", "0"])
        return try resolved(
          PlacedText(text: words.joined(separator: " "), line: text.line, column: text.column),
          in: session)
      }
    }
    return words.joined(separator: " ")
  }

  /// What is counted since the try began.
  private enum Counter: String, CaseIterable {
    case frees
    case allocs
    case commands
  }

  private func count(_ counter: Counter, in session: Session) -> Int {
    guard session.timeline.point > start else { return 0 }
    return (start + 1...session.timeline.point).count { point in
      switch (counter, session.timeline.command(leadingTo: point)) {
      case (.commands, _), (.frees, .heap(.free)), (.allocs, .heap(.allocate)): true
      case (.frees, _), (.allocs, _): false
      }
    }
  }
}
