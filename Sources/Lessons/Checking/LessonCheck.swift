import Script
import Session
import Simulation

/// Finds what an author can do wrong: everything is carried out as a reader would.
public enum LessonCheck {
  /// The mistakes of a lesson that could be read, in the order of the file.
  public static func mistakes(in run: LessonRun) -> [LessonMistake] {
    // What follows a line that was refused says nothing of its author.
    guard run.mistakes.isEmpty else { return run.mistakes }
    var mistakes: [LessonMistake] = []
    for (place, stop) in run.stops.enumerated() {
      switch stop.kind {
      case .question(let question):
        let after = run.stops[(place + 1)...].first(where: \.isStep)
        mistakes += check(question, at: stop, after)
      case .attempt(let attempt): mistakes += check(attempt, at: stop)
      case .page, .step, .access, .pause: break
      }
    }
    mistakes += highlights(in: run)
    var seen: Set<UInt64> = []
    for question in run.lesson.questions where !seen.insert(question.hash).inserted {
      mistakes.append(LessonMistake("the same question is asked before", line: question.line))
    }
    return mistakes.sorted { $0.line < $1.line }
  }

  private static func check(
    _ question: Question, at stop: LessonStop, _ after: LessonStop?
  ) -> [LessonMistake] {
    guard let after else {
      return [LessonMistake("no step follows the question", line: question.line)]
    }
    guard let right = RightAnswer(to: question, before: stop.session, after: after.session) else {
      let what =
        switch question.asked {
        case .hole: "the block is cut out of no hole in the step that follows"
        case .address: "the name stands for nothing behind the step that follows"
        case .frame: "nothing is mapped there behind the step that follows"
        case .entry: "no table has an entry for it behind the step that follows"
        case .number, .choice, .fault: "there is no answer"
        }
      return [LessonMistake(what, line: question.line)]
    }
    guard case .choice(let choices) = right, choices.count != 1 else { return [] }
    return [
      LessonMistake(
        choices.isEmpty
          ? "no choice is right behind the step that follows"
          : "more than one choice is right: \(choices.map(String.init).joined(separator: ", "))",
        line: question.line)
    ]
  }

  private static func check(
    _ attempt: Attempt, at stop: LessonStop
  ) -> [LessonMistake] {
    var state = AttemptState(attempt, at: stop.session)
    var session = stop.session
    do throws(LessonMistake) {
      if try state.isNextGoalMet(before: session) {
        throw LessonMistake("the goal holds before anything is tried", at: attempt.goals[0].text)
      }
      for command in attempt.solution {
        try carryOut(command, on: &session)
        try state.look(at: session)
      }
    } catch {
      return [error]
    }
    guard !state.isDone else { return [] }
    if let limit = attempt.limit, state.isOverLimit {
      return [
        LessonMistake(
          "the solution has more than \(limit) commands", at: attempt.solution[limit])
      ]
    }
    return [
      LessonMistake("the solution does not meet this goal", at: attempt.goals[state.metCount].text)
    ]
  }

  private static func carryOut(
    _ command: PlacedText, on session: inout Session
  ) throws(LessonMistake) {
    let line: ScriptLine?
    do throws(ScriptError) {
      line = try session.parse(command.text)
    } catch {
      throw LessonMistake(
        error.message, line: command.line, column: command.column + error.position.column - 1)
    }
    guard let line else { throw LessonMistake("the line has no command", at: command) }
    do throws(SessionError) {
      _ = try session.execute(line.statement)
    } catch {
      throw LessonMistake(error.message(names: session.names), at: command)
    }
  }

  /// A highlight of what is not there when it is looked at.
  private static func highlights(in run: LessonRun) -> [LessonMistake] {
    var mistakes: [LessonMistake] = []
    for stop in run.stops {
      guard let highlight = stop.staging.highlight else { continue }
      do {
        _ = try stop.session.selection(of: highlight)
      } catch {
        let message = "nothing can be highlighted: \(error.message(names: stop.session.names))"
        let line = run.lesson.pages[stop.page].line
        if mistakes.last?.message != message { mistakes.append(LessonMistake(message, line: line)) }
      }
    }
    return mistakes
  }
}

extension Session {
  /// Understands a line that names neither a memory map nor a trace.
  fileprivate mutating func parse(_ line: String) throws(ScriptError) -> ScriptLine? {
    try parse(
      line, maps: { name throws(MapError) in throw MapError("a try reads no files") },
      traces: { name throws(MapError) in throw MapError("a try reads no files") })
  }
}
