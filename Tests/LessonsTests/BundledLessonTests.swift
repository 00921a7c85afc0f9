import Assets
import Script
import Session
import Support
import Testing

@testable import Lessons

@Suite struct BundledLessonTests {
  private static func text(_ name: String) throws -> String {
    String(decoding: try #require(Assets.lesson(named: name)), as: UTF8.self)
  }

  @Test func thereAreEight() { #expect(Assets.lessonNames.count == 8) }

  @Test(arguments: Assets.lessonNames)
  func aLessonHasNoMistake(name: String) throws {
    let text = try Self.text(name)
    let found = LessonFile.mistakes(text)
    #expect(found.isEmpty, "\(found)")
    let lesson = try LessonFile.read(text)
    #expect((5...15).contains(try #require(lesson.minutes)))
    #expect(lesson.questions.count >= 4)
    for question in lesson.questions {
      #expect(!question.hints.isEmpty && question.reason != nil, "\(question.text)")
    }
  }

  /// Line by line to the end: a wrong answer, hints, the right one; the solutions of what there is to
  /// try.
  @Test(arguments: Assets.lessonNames)
  func aLessonIsTakenInPlainLines(name: String) throws {
    let player = LessonPlayer(LessonRun(try LessonFile.read(try Self.text(name))))
    var lesson = LinearLesson(
      player,
      LinearPrompt(
        parse: { session, line throws(ScriptError) in
          try session.parse(
            line, maps: { name throws(MapError) in throw MapError(name) },
            traces: { name throws(MapError) in throw MapError(name) })
        }, show: { _, _ in [] }, save: { _, _, _ in "" }))
    var told = lesson.begin()
    var lines = 0
    while !lesson.isOver, lines < 2_000 {
      lines += 1
      if let right = lesson.player.rightAnswer, lesson.player.openQuestion != nil {
        if lesson.player.wrongAnswers.isEmpty {
          #expect(lesson.take("").first?.hasPrefix("Answer first") == true)
          told += lesson.take(right.wrong)
          #expect(lesson.player.openQuestion != nil)
        }
        told += lesson.take(right.typed)
        #expect(lesson.player.openQuestion == nil && lesson.player.reply?.isRight == true)
      } else if let attempt = lesson.player.nextAttempt, !lesson.player.progress.isDone(attempt) {
        told += lesson.take("r")
        for command in attempt.solution { told += lesson.take(command.text) }
        #expect(lesson.player.progress.isDone(attempt))
        told += lesson.take("b")
      } else {
        told += lesson.take(lines % 2 == 0 ? "i" : "n")
      }
    }
    #expect(lesson.isOver && lesson.player.isAtEnd)
    #expect(
      lesson.player.progress.answered(in: lesson.player.lesson)
        == lesson.player.lesson.questions.count)
    #expect(told.allSatisfy { !$0.contains("\u{1b}") })
  }
}
